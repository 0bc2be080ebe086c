package dev.millrace.part;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: doubling from {@code first} to {@code longest}, each wait drawn from its
 * upper half so that many clients do not come back at once.
 */
public record Backoff(Duration first, Duration longest) {

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("back-off must grow from a positive wait: " + first + " to " + longest);
        }
    }

    /** @param attempt how many tries have failed, from 1 */
    public Duration wait(int attempt, RandomGenerator random) {
        var doublings = Math.min(Math.max(attempt, 1) - 1, 30);
        var whole = Math.min(longest.toMillis(), Math.max(1, first.toMillis()) << doublings);
        return Duration.ofMillis(whole - (long) (random.nextDouble() * (whole / 2.0)));
    }
}
