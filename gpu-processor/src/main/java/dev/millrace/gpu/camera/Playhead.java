package dev.millrace.gpu.camera;

/**
 * Where a recording that is played should be by now: it stands still while it is paused. Times are nanoseconds of any one
 * clock. For one thread at a time.
 */
final class Playhead {

    private static final double NS_PER_SECOND = 1e9;

    private final double nsPerPicture;
    private final long firstOrder;
    private long startNs;
    private long pausedNs = Long.MIN_VALUE;

    /**
     * @param rate pictures a second
     * @param firstOrder number of the picture that is due at once
     */
    Playhead(double rate, long firstOrder, long nowNs) {
        this.nsPerPicture = NS_PER_SECOND / rate;
        this.firstOrder = firstOrder;
        this.startNs = nowNs;
    }

    /** Nanoseconds until the picture with this number in the order of decoding is due; not positive when it is. */
    long untilDue(long order, long nowNs) {
        var at = isPaused() ? pausedNs : nowNs;
        return startNs + Math.round((order - firstOrder) * nsPerPicture) - at;
    }

    boolean isPaused() {
        return pausedNs != Long.MIN_VALUE;
    }

    void pause(boolean isPaused, long nowNs) {
        if (isPaused == isPaused()) return;
        if (isPaused) {
            pausedNs = nowNs;
        } else {
            startNs += nowNs - pausedNs;
            pausedNs = Long.MIN_VALUE;
        }
    }
}
