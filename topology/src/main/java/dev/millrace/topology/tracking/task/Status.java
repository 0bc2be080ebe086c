package dev.millrace.topology.tracking.task;

/** How far a task is, in the words of its clients. */
enum Status {
    QUEUED("Task has been queued."),
    INITIALIZING("Initializing."),
    DOWNLOADING("Getting the recordings."),
    EXTRACTING("Looking through the recordings."),
    PROCESSING("Processing."),
    COMPLETED("Completed."),
    FAILED("Failed."),
    STOPPED("Stopped.");

    private final String step;

    Status(String step) {
        this.step = step;
    }

    /** For people. */
    String step() {
        return step;
    }

    boolean isActive() {
        return this != COMPLETED && this != FAILED && this != STOPPED;
    }
}
