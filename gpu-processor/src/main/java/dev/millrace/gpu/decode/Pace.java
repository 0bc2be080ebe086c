package dev.millrace.gpu.decode;

/**
 * Which pictures of a stream are due at a wanted rate: on average that many a second, never two in a hurry after a pause.
 * For one thread at a time.
 */
final class Pace {

    private static final double NS_PER_SECOND = 1e9;

    private long dueNs = Long.MIN_VALUE;

    /**
     * Whether the picture of this moment is due; if so it is taken to be used.
     *
     * @param atNs in nanoseconds of any one clock; where it goes back, a new count begins
     * @param perSecond 0 for every picture
     */
    boolean isDue(long atNs, float perSecond) {
        if (perSecond <= 0) return true;
        var interval = (long) Math.min(Long.MAX_VALUE / 4.0, NS_PER_SECOND / perSecond);
        var isFirst = dueNs == Long.MIN_VALUE || dueNs - atNs > interval;
        if (!isFirst && atNs < dueNs) return false;
        dueNs = isFirst || atNs - dueNs > interval ? atNs + interval : dueNs + interval;
        return true;
    }
}
