package dev.millrace.topology;

import dev.millrace.part.Backoff;
import dev.millrace.part.Health;
import dev.millrace.part.LogThrottle;
import dev.millrace.part.PartFailure;
import dev.millrace.part.PartMain;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.Provisioning;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topologies of one process as a part, each with a Streams client of its own. */
public final class Topologies implements PartMain.Served {

    private static final Logger LOG = LoggerFactory.getLogger(Topologies.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final TopologySettings settings;
    private final List<TopologyDefinition> definitions;
    private final MeterRegistry meters;
    private final Consumer<Throwable> onBug;
    private final LogThrottle waiting = new LogThrottle();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final StateDirectory state;
    private volatile List<RunningTopology> running = List.of();

    /** @param onBug called, on a thread of the topology, when a bug has ended one; the process should end too */
    public Topologies(Cluster cluster, TopologySettings settings, MeterRegistry meters, Consumer<Throwable> onBug) {
        this.cluster = cluster;
        this.settings = settings;
        this.meters = meters;
        this.onBug = onBug;
        this.definitions = Definitions.named(settings.run());
        this.state = new StateDirectory(settings.stateDirectory());
    }

    @Override
    public String name() {
        return "topology";
    }

    @Override
    public String served() {
        return definitions.stream().map(TopologyDefinition::name).collect(Collectors.joining(","));
    }

    @Override
    public void start() {
        var deadline = Instant.now().plus(settings.patience());
        provision(deadline);
        var directory = state.open();
        var serdes = new MessageSerdes(cluster);
        running = definitions.stream()
                .map(definition -> prepare(definition, serdes, directory))
                .toList();
        running.forEach(RunningTopology::start);
        awaitRunning(deadline);
    }

    @Override
    public Health health() {
        if (running.isEmpty()) return Health.of(Health.State.STARTING, "waiting for Kafka");
        return Health.of(running.stream().collect(Collectors.toMap(RunningTopology::name, RunningTopology::health)));
    }

    @Override
    public void drain(Duration atMost) {
        running.parallelStream().forEach(topology -> topology.close(atMost));
    }

    @Override
    public void stop() {
        stopping.countDown();
        drain(STOP);
        state.close();
    }

    private RunningTopology prepare(TopologyDefinition definition, MessageSerdes serdes, Path directory) {
        var deadLetters = new DeadLetters(definition.name(), cluster.topics().deadLetters(), serdes, meters);
        var properties = StreamsProperties.of(
                applicationId(definition), cluster, settings, definition.pace(), directory, deadLetters);
        var context = new TopologyContext(
                cluster.topics(),
                cluster.partitions(),
                serdes,
                deadLetters,
                settings,
                new TopologyConfig(new StreamsConfig(properties)));
        var failures = new FailurePolicy(definition.name(), onBug, System::nanoTime);
        return new RunningTopology(
                definition.name(), new KafkaStreams(definition.build(context), properties), failures, meters);
    }

    private String applicationId(TopologyDefinition definition) {
        return new Namespace(cluster.namespace()).qualify(definition.name() + "-v" + definition.version());
    }

    private void provision(Instant deadline) {
        var topics = new ArrayList<Topic<?>>(cluster.topics().all());
        definitions.forEach(definition -> topics.addAll(definition.topics(new Namespace(cluster.namespace()))));
        for (var attempt = 1; ; attempt++) {
            try {
                Provisioning.ensure(cluster, topics);
                return;
            } catch (IllegalStateException e) {
                throw new PartFailure("the topics are not as the catalogue says: " + e.getMessage(), e);
            } catch (KafkaException e) {
                if (!Weather.is(e)) throw new PartFailure("Kafka refuses the topics: " + e.getMessage(), e);
                retry(e, attempt, deadline);
            }
        }
    }

    private void retry(KafkaException failure, int attempt, Instant deadline) {
        waiting.log(count -> LOG.atWarn()
                .addKeyValue("bootstrapServers", cluster.bootstrapServers())
                .addKeyValue("cause", failure.getMessage())
                .log("waiting for Kafka"));
        if (Instant.now().isAfter(deadline)) {
            throw new PartFailure(
                    "Kafka at " + cluster.bootstrapServers() + " is away: " + failure.getMessage(), failure);
        }
        pause(BACKOFF.wait(attempt, ThreadLocalRandom.current()));
    }

    private void awaitRunning(Instant deadline) {
        while (!running.stream().allMatch(RunningTopology::isSettled)) {
            if (Instant.now().isAfter(deadline)) {
                throw new PartFailure("the topologies are not running after "
                        + settings.patience().toSeconds() + " s: " + health().detail());
            }
            pause(Duration.ofMillis(20));
        }
        if (health().state() == Health.State.DOWN) throw new PartFailure(health().detail());
    }

    private void pause(Duration wait) {
        try {
            if (stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new PartFailure("stopped while starting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailure("interrupted while starting", e);
        }
    }
}
