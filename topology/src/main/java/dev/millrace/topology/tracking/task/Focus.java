package dev.millrace.topology.tracking.task;

/**
 * The person who is looked at above all.
 *
 * @param person empty for nobody
 * @param details as the client sent them
 * @param settings of how the person is shown, as the client sent them
 */
record Focus(String person, String details, String settings, long sinceNs) {

    static final Focus NOBODY = new Focus("", "", "", 0);

    /** The same person again is looked at since the first time. */
    Focus after(Focus asked) {
        if (asked.person.isEmpty()) return NOBODY;
        var since = asked.person.equals(person) ? sinceNs : asked.sinceNs;
        return new Focus(asked.person, asked.details, asked.settings, since);
    }
}
