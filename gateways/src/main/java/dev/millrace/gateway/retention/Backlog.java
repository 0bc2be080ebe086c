package dev.millrace.gateway.retention;

/**
 * What a group has not read of a topic yet.
 *
 * @param age what part of the time for which the topic keeps its records the oldest unread one has been there: 1 when
 *     it may be deleted now, 0 when nothing is unread or nothing is deleted by age
 * @param hasBegun whether the group has read anything of the topic; until then it stands at the oldest record, as a
 *     topology's new version does on its first day
 */
record Backlog(double age, boolean hasBegun) {

    static final Backlog NONE = new Backlog(0, true);
}
