package dev.millrace.gateway.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** The platform's time. Thread-safe. */
@FunctionalInterface
public interface PlatformClock extends Supplier<Instant>, AutoCloseable {

    /** How it is set. */
    default ClockState state() {
        return ClockState.SYSTEM;
    }

    /** What is added to this machine's clock now, as time servers say. */
    default Duration correction() {
        return state().sync().map(ClockState.Sync::applied).orElse(Duration.ZERO);
    }

    /** Asks no servers any more; time goes on. */
    @Override
    default void close() {}
}
