package dev.millrace.gateway.hub.control;

import java.time.Duration;

/**
 * How long a command counts: from its receipt to its end, in epoch nanoseconds of the gateway that received it.
 *
 * <p>It has ended once either says so: the clock of the gateway that is about to deliver it, or the time for which it has
 * been on the topic, in which no clock but the passing of time counts. So a wrong clock can only shorten a command's life,
 * or lengthen it by what its receiver took to write it.
 */
record Expiry(long receivedNs, long expiresNs) {

    /** No command counts for longer, whatever its record says. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    /** Whether it must not be delivered any more. */
    boolean isOver(Duration sinceAppended, long nowNs) {
        if (receivedNs <= 0 || expiresNs <= receivedNs) return true;
        return leftNs(sinceAppended, nowNs) <= 0;
    }

    /** How long it still counts, where it is not over. */
    long leftNs(Duration sinceAppended, long nowNs) {
        var life = Math.min(expiresNs - receivedNs, LONGEST.toNanos());
        return life - Math.max(nowNs - receivedNs, sinceAppended.toNanos());
    }
}
