package dev.millrace.topology.tracking.task;

/**
 * How far the reader of one recorded camera is.
 *
 * @param era that it reads
 * @param frame it has come to, of all {@code frames}; 0 when unknown
 * @param problem for people, of a failure; else empty
 * @param part of the recording, from 0
 */
record Reader(Stage stage, long era, long frame, long frames, String problem, int part) {

    /** What it does; later ones are further. */
    enum Stage {
        WAITING(Status.INITIALIZING),
        FETCHING(Status.DOWNLOADING),
        OPENING(Status.EXTRACTING),
        READING(Status.PROCESSING),
        ENDED(Status.COMPLETED),
        FAILED(Status.FAILED);

        private final Status status;

        Stage(Status status) {
            this.status = status;
        }

        /** Of a task whose readers all do this. */
        Status status() {
            return status;
        }

        boolean isOver() {
            return this == ENDED || this == FAILED;
        }
    }

    double share() {
        return frames <= 0 ? 0 : Math.min(1, Math.max(0, (double) frame / frames));
    }
}
