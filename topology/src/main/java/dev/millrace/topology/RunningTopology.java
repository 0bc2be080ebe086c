package dev.millrace.topology;

import dev.millrace.part.Health;
import dev.millrace.part.Health.State;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;

/** One topology with its own Streams client. Thread-safe. */
final class RunningTopology {

    private final String name;
    private final KafkaStreams streams;
    private final FailurePolicy failures;
    private final KafkaStreamsMetrics metrics;
    private volatile boolean hasRun;
    private volatile boolean isClosed;

    RunningTopology(String name, KafkaStreams streams, FailurePolicy failures, MeterRegistry meters) {
        this.name = name;
        this.streams = streams;
        this.failures = failures;
        this.metrics = new KafkaStreamsMetrics(streams, List.of(Tag.of("topology", name)));
        streams.setUncaughtExceptionHandler(failures);
        streams.setStateListener((now, before) -> hasRun |= now == KafkaStreams.State.RUNNING);
        metrics.bindTo(meters);
    }

    String name() {
        return name;
    }

    void start() {
        streams.start();
    }

    /** Whether it has taken up its work, or never will. */
    boolean isSettled() {
        return hasRun || failures.bug().isPresent() || streams.state().hasCompletedShutdown();
    }

    Health health() {
        var bug = failures.bug();
        if (bug.isPresent()) return Health.of(State.DOWN, "died: " + Weather.root(bug.get()));
        var state = streams.state();
        if (isClosed || state.isShuttingDown() || state.hasCompletedShutdown()) {
            return Health.of(State.DOWN, state.name().toLowerCase(java.util.Locale.ROOT));
        }
        var weather = failures.weather();
        if (weather.isPresent()) return Health.of(State.DEGRADED, weather.get());
        if (state == KafkaStreams.State.RUNNING) {
            return isConnected() ? Health.ready() : Health.of(State.DEGRADED, "no connection to Kafka");
        }
        return Health.of(hasRun ? State.DEGRADED : State.STARTING, "taking up its share of the work");
    }

    /** Commits, leaves the group and ends, or gives up after {@code atMost}. */
    void close(Duration atMost) {
        if (isClosed) return;
        isClosed = true;
        failures.stop();
        streams.close(CloseOptions.timeout(atMost)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        metrics.close();
    }

    private boolean isConnected() {
        return streams.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("connection-count")
                        && metric.getKey().group().equals("consumer-metrics"))
                .anyMatch(metric -> metric.getValue().metricValue() instanceof Double count && count > 0);
    }
}
