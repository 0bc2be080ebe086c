package dev.millrace.gateway;

import dev.millrace.gateway.clock.BrokerClock;
import dev.millrace.gateway.clock.PlatformClock;
import dev.millrace.gateway.history.History;
import dev.millrace.gateway.live.Intake;
import dev.millrace.gateway.live.LiveReader;
import dev.millrace.part.Health;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topics;
import dev.millrace.topic.serde.MessageSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;

/**
 * What the gateway gives its capabilities; shared by all of them, and thread-safe throughout.
 *
 * @param instance tells this gateway from others on the same cluster
 * @param exact writes what must not be lost
 * @param fast writes what is worthless when late
 * @param seenEarly reads what topologies write exactly once, before it is committed
 * @param seenCommitted reads the same once it is committed
 * @param fastLane reads everything as it is written
 * @param history reads what the archive keeps
 * @param brokers the clock by which brokers stamp records
 * @param clock the platform's time
 */
public record Platform(
        String instance,
        Cluster cluster,
        Topics topics,
        MessageSerdes serdes,
        Intake exact,
        Intake fast,
        LiveReader seenEarly,
        LiveReader seenCommitted,
        LiveReader fastLane,
        History history,
        MeterRegistry meters,
        BrokerClock brokers,
        PlatformClock clock) {

    Health writing() {
        return Health.of(Map.of("exact", exact.health(), "fast", fast.health()));
    }

    Health reading() {
        return Health.of(Map.of(
                "seen-early", seenEarly.health(),
                "seen-committed", seenCommitted.health(),
                "fast-lane", fastLane.health()));
    }

    /** Ends reading, then writing. */
    void close() {
        clock.close();
        seenEarly.close();
        seenCommitted.close();
        fastLane.close();
        fast.close();
        exact.close();
        history.close();
    }
}
