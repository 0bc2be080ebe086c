package dev.millrace.topology.tracking.task;

/**
 * Where in its recordings a task is.
 *
 * @param era grows with each seek
 * @param frame that the era begins with
 * @param changedNs when it was last paused, resumed or sought; 0 for never
 */
record Playback(long era, long frame, boolean isPaused, long changedNs) {

    static final Playback BEGINNING = new Playback(0, 0, false, 0);

    Playback paused(boolean isPaused, long nowNs) {
        return new Playback(era, frame, isPaused, nowNs);
    }

    /** Goes on at once, even if it was paused. */
    Playback sought(long to, long nowNs) {
        return new Playback(era + 1, to, false, nowNs);
    }
}
