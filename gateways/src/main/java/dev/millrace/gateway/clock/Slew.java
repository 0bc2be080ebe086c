package dev.millrace.gateway.clock;

/**
 * A correction that is made gradually, so that time neither stands still nor jumps; one too large for that is made at
 * once.
 *
 * @param from nanoseconds that were applied when it began
 * @param to nanoseconds to be applied in the end
 * @param sinceNs when it began
 */
record Slew(long from, long to, long sinceNs) {

    static final Slew NONE = new Slew(0, 0, 0);

    private static final long LARGEST_NS = 500_000_000;
    /** One nanosecond in so many, so that a correction of 100 ms takes 100 s. */
    private static final long SLOWNESS = 1_000;

    /** What is applied at a time. */
    long at(long nowNs) {
        var most = Math.max(0, nowNs - sinceNs) / SLOWNESS;
        var whole = to - from;
        return Math.abs(whole) <= most ? to : from + (whole < 0 ? -most : most);
    }

    Slew towards(long target, long nowNs) {
        var applied = at(nowNs);
        return Math.abs(target - applied) > LARGEST_NS
                ? new Slew(target, target, nowNs)
                : new Slew(applied, target, nowNs);
    }
}
