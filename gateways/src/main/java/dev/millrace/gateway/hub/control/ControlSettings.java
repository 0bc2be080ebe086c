package dev.millrace.gateway.hub.control;

import java.time.Duration;

/**
 * The section {@code hub.control} of {@code gateway.yaml}, where each key is explained.
 *
 * @param ttl of a command that names none
 * @param longestTtl what a command may ask for at most
 * @param commandsPerSecond of one pilot; more are dropped
 */
public record ControlSettings(Duration ttl, Duration longestTtl, Duration lease, int commandsPerSecond) {

    public ControlSettings {
        if (ttl.isNegative() || ttl.isZero()) throw new IllegalArgumentException("ttl must be positive: " + ttl);
        if (longestTtl.compareTo(ttl) < 0 || longestTtl.compareTo(Expiry.LONGEST) > 0) {
            throw new IllegalArgumentException("longest-ttl must be between ttl and " + Expiry.LONGEST.toSeconds()
                    + "s: " + longestTtl.toMillis() + "ms");
        }
        if (lease.toMillis() < 100 || lease.compareTo(Leases.LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "lease must be between 100ms and " + Leases.LONGEST.toSeconds() + "s: " + lease.toMillis() + "ms");
        }
        if (commandsPerSecond < 1) throw new IllegalArgumentException("commands-per-second must be positive");
    }
}
