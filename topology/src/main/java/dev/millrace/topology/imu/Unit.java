package dev.millrace.topology.imu;

import java.util.List;
import java.util.Optional;

/**
 * What a device's stamps count.
 *
 * @param tickNs nanoseconds of one; 0 when not known
 * @param clock epoch or monotonic; empty when not known
 */
record Unit(long tickNs, String clock) {

    private static final List<Long> TICKS = List.of(0L, 1L, 1_000L, 1_000_000L, 1_000_000_000L);
    private static final List<String> CLOCKS = List.of("", "epoch", "monotonic");

    static final Unit UNKNOWN = new Unit(0, "");

    /** Empty for one that there is not. */
    static Optional<Unit> of(long tickNs, String clock) {
        return TICKS.contains(tickNs) && CLOCKS.contains(clock)
                ? Optional.of(new Unit(tickNs, clock))
                : Optional.empty();
    }

    /** Whether stamps of the two cannot be compared. */
    boolean differs(Unit other) {
        return !clock.isEmpty() && !other.clock.isEmpty() && !clock.equals(other.clock);
    }

    /** A number below 16. */
    int code() {
        return TICKS.indexOf(tickNs) * CLOCKS.size() + CLOCKS.indexOf(clock);
    }

    static Unit ofCode(int code) {
        return new Unit(TICKS.get(code / CLOCKS.size()), CLOCKS.get(code % CLOCKS.size()));
    }
}
