package dev.millrace.gateway;

import dev.millrace.part.Health;
import dev.millrace.topic.Topic;
import java.time.Duration;
import java.util.List;

/**
 * What one kind of client can do here: its routes, its sockets and what runs behind them.
 *
 * <p>Its life is {@code know → mount → start → drain → stop}, by one thread; {@link #health()} may be asked at any time.
 */
public interface Capability {

    /** One word, as {@code telemetry}: the prefix {@code /telemetry}, and the name in health and metrics. */
    String name();

    /** Topics that it needs beyond those of the catalogue. */
    default List<Topic<?>> topics() {
        return List.of();
    }

    /** Tells it, before anything else, of every topic that there is: the catalogue's, and those of all capabilities. */
    default void know(List<Topic<?>> topics) {}

    /** Registers routes and sockets, their paths relative to the capability's root. */
    void mount(Routes routes);

    /** Starts what runs behind the routes; Kafka may still be away. */
    default void start() {}

    default Health health() {
        return Health.ready();
    }

    /** Finishes what was begun, or gives up after {@code atMost}; no new requests come meanwhile. */
    default void drain(Duration atMost) {}

    /** Releases everything. Safe after a failed start, and more than once. */
    default void stop() {}
}
