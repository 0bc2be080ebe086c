package dev.millrace.topology.tracking.task;

/**
 * Where in its recordings a task is.
 *
 * @param era grows with each seek
 * @param frame that the era begins with
 * @param eraNs when that was
 * @param changedNs when it was last paused, resumed or sought; 0 for never
 */
record Playback(long era, long frame, long eraNs, boolean isPaused, long changedNs) {

    static Playback begun(long nowNs) {
        return new Playback(0, 0, nowNs, false, 0);
    }

    Playback paused(boolean isPaused, long nowNs) {
        return new Playback(era, frame, eraNs, isPaused, nowNs);
    }

    /** Goes on at once, even if it was paused. */
    Playback sought(long to, long nowNs) {
        return new Playback(era + 1, to, nowNs, false, nowNs);
    }
}
