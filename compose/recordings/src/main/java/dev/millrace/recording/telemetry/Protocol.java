package dev.millrace.recording.telemetry;

import java.util.Locale;
import java.util.Optional;

/** How a vehicle says what it measures. */
public enum Protocol {
    /** By the edge logger's rule, which gives no bound; complete readings in a batch. */
    LEGACY {
        @Override
        Wire wire(Drive drive, boolean isBatched) {
            return isBatched ? new LegacyBatchWire() : new LegacyWire();
        }
    },
    /** By the reference encoder, each value with its bound. */
    CLOSED_LOOP {
        @Override
        Wire wire(Drive drive, boolean isBatched) {
            // A player remembers no start before this one; seconds only grow.
            return new ClosedLoopWire(drive, Math.max(1, System.currentTimeMillis() / 1_000));
        }
    };

    /** As it is written in options: {@code closed-loop}. */
    public static Optional<Protocol> named(String name) {
        for (var protocol : values()) {
            if (protocol.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) return Optional.of(protocol);
        }
        return Optional.empty();
    }

    abstract Wire wire(Drive drive, boolean isBatched);
}
