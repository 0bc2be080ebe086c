package dev.millrace.gateway.hub.control;

import java.time.Duration;

/**
 * How long a command counts: from its receipt to its end, in epoch nanoseconds of the gateway that received it.
 *
 * <p>It has ended once any clock says so: the one of the gateway that is about to deliver it, read against either end,
 * or the broker's, which stamped it when it was appended. So a wrong clock can only shorten a command's life.
 */
record Expiry(long receivedNs, long expiresNs) {

    /** No command counts for longer, whatever its record says. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    /** Whether it must not be delivered any more. */
    boolean isOver(long appendedNs, long nowNs) {
        if (receivedNs <= 0 || expiresNs <= receivedNs) return true;
        var life = Math.min(expiresNs - receivedNs, LONGEST.toNanos());
        return nowNs - receivedNs >= life || nowNs - appendedNs >= life || appendedNs - receivedNs >= life;
    }

    /** How long it still counts, where it is not over. */
    long leftNs(long appendedNs, long nowNs) {
        var life = Math.min(expiresNs - receivedNs, LONGEST.toNanos());
        return life - Math.max(nowNs - receivedNs, nowNs - appendedNs);
    }
}
