package dev.millrace.gateway.telemetry;

import dev.millrace.part.Health;
import dev.millrace.part.HealthWatch;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks now and then whether telemetry is being written to the database. Thread-safe. */
final class ArchiveWatch implements AutoCloseable {

    private static final String ROUTE = "/millrace/health";
    private static final String CONNECTOR = "telemetry-records";

    private final @Nullable HealthWatch worker;

    /** @param connect base URL of the worker; empty for none */
    ArchiveWatch(String connect) {
        this.worker = connect.isEmpty() ? null : new HealthWatch(URI.create(connect + ROUTE));
    }

    /** Whether there is to be an archive at all. */
    boolean isKept() {
        return worker != null;
    }

    void start() {
        if (worker != null) worker.start();
    }

    /** What the worker says; empty when there is none. */
    Optional<Health> health() {
        return Optional.ofNullable(worker).map(HealthWatch::latest);
    }

    /** Whether the connector is at work, be it that it waits for its database. */
    boolean isRunning() {
        return health().map(said -> said.components().get(CONNECTOR))
                .filter(connector -> !connector.components().isEmpty())
                .filter(connector -> connector.components().values().stream().allMatch(Health::isReady))
                .isPresent();
    }

    @Override
    public void close() {
        if (worker != null) worker.close();
    }
}
