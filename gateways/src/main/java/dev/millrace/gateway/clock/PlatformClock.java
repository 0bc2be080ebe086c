package dev.millrace.gateway.clock;

import java.time.Instant;
import java.util.function.Supplier;

/** The platform's time. Thread-safe. */
@FunctionalInterface
public interface PlatformClock extends Supplier<Instant>, AutoCloseable {

    /** How it is set. */
    default ClockState state() {
        return ClockState.SYSTEM;
    }

    /** Asks no servers any more; time goes on. */
    @Override
    default void close() {}
}
