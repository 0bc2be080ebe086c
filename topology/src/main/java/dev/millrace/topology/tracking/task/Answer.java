package dev.millrace.topology.tracking.task;

import dev.millrace.message.tracking.TrackingTask.Refusal;

/**
 * What becomes of a command.
 *
 * @param because for people; empty where it is granted
 */
record Answer(Task task, Refusal refusal, String because) {

    static Answer granted(Task task) {
        return new Answer(task, Refusal.REFUSAL_NONE, "");
    }

    static Answer refused(Task task, Refusal why, String because) {
        return new Answer(task, why, because);
    }

    boolean isRefused() {
        return refusal != Refusal.REFUSAL_NONE;
    }
}
