package dev.millrace.gateway;

import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topics;
import dev.millrace.topic.serde.MessageSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What the gateway gives its capabilities; shared by all of them, and thread-safe throughout.
 *
 * @param instance tells this gateway from others on the same cluster
 * @param clock the platform's time
 */
public record Platform(
        String instance,
        Cluster cluster,
        Topics topics,
        MessageSerdes serdes,
        MeterRegistry meters,
        Supplier<Instant> clock) {}
