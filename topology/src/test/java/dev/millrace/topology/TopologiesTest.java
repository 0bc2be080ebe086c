package dev.millrace.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.part.Health.State;
import dev.millrace.part.PartFailure;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.Partitions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class TopologiesTest {

    @TempDir
    static Path directory;

    private static TestCluster kafka;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Throwable> bugs = new CopyOnWriteArrayList<>();
    private Cluster cluster;
    private Topologies topologies;

    @BeforeAll
    static void startKafka() {
        kafka = new TestCluster(directory);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void start(TestInfo test) {
        cluster = kafka.cluster()
                .in(new Namespace(
                        "t" + Integer.toHexString(test.getDisplayName().hashCode())));
        topologies = new Topologies(cluster, settings("[sample]"), meters, bugs::add);
        topologies.start();
    }

    @AfterEach
    void stop() {
        topologies.stop();
    }

    @Test
    void shouldMakeDeadLettersOfWhatCannotBeReadOrUsedAndGoOn() {
        // Given
        var inputs = SampleTopology.inputs(namespace());

        // When
        kafka.sendBytes(inputs, "a", new byte[] {1, 2, 3});
        kafka.send(inputs, "b", odometer(-1));
        kafka.send(inputs, "c", odometer(7));

        // Then
        assertThat(kafka.read(SampleTopology.outputs(namespace()), 1))
                .singleElement()
                .satisfies(record -> assertThat(record.value().getRecords()).isEqualTo(7));
        var letters = kafka.read(cluster.topics().deadLetters(), 2);
        assertThat(letters).extracting(record -> record.value().getReason()).containsExactly("undecodable", "negative");
        assertThat(letters).extracting(record -> record.value().getOffset()).containsExactly(0L, 1L);
        assertThat(letters.get(0).key()).isEqualTo("a");
        assertThat(letters.get(0).value().getValue().toByteArray()).containsExactly(1, 2, 3);
        assertThat(letters.get(1).value().getMessage()).isEqualTo("drove backwards");
        assertThat(letters.get(1).value().getTopic()).isEqualTo(inputs.name());
        assertThat(topologies.health().state()).isEqualTo(State.READY);
    }

    @Test
    void shouldDieOfABugAndSaySo() {
        // When
        kafka.send(SampleTopology.inputs(namespace()), "a", odometer(Float.NaN));

        // Then
        await().atMost(Duration.ofSeconds(30)).until(() -> topologies.health().state() == State.DOWN);
        assertThat(topologies.health().detail()).contains("a bug");
        assertThat(bugs).hasSize(1);
    }

    @Test
    void shouldWaitForARegistryThatIsAwayAndGoOnWhereItStood() {
        // Given
        topologies.stop();
        var registry = new TestRegistry();
        var port = registry.port();
        registry.close();
        topologies = new Topologies(registryAt(port), settings("[sample]"), meters, bugs::add);
        topologies.start();

        // When
        kafka.send(SampleTopology.inputs(namespace()), "a", odometer(1));
        await().atMost(Duration.ofSeconds(30)).until(() -> topologies.health().state() == State.DEGRADED);

        // Then
        assertThat(topologies.health().detail()).contains("sample: the schema registry at ");
        try (var back = new TestRegistry(port)) {
            assertThat(kafka.read(SampleTopology.outputs(namespace()), 1)).hasSize(1);
            assertThat(back.port()).isEqualTo(port);
        }
        assertThat(bugs).isEmpty();
    }

    @Test
    void shouldRunUnderTheNewerGroupProtocolAndWithStoresOnDisk(@TempDir Path state) {
        // Given
        topologies.stop();
        var other = TopologySettings.defaults()
                .with("topology.run", "[telemetry-reconstruction]")
                .with("topology.group-protocol", "streams")
                .with("topology.stores", "disk")
                .with("topology.state-directory", state.toString())
                .as("topology", TopologySettings.class);
        topologies = new Topologies(cluster, other, meters, bugs::add);
        topologies.start();
        var packet = CompressedTelemetry.newBuilder().setFormat(CompressedTelemetry.Format.FORMAT_COMPRESSED);

        // When
        for (var i = 0; i < 3; i++) kafka.send(cluster.topics().telemetryCompressed(), "A", packet.build());

        // Then
        assertThat(kafka.read(cluster.topics().telemetryRecords(), 3))
                .extracting(record -> record.value().getCompression().getTotal())
                .containsExactly(4L, 8L, 12L);
    }

    @Test
    void shouldBindTheMetersOfStreams() {
        // Then
        assertThat(meters.getMeters())
                .anyMatch(meter -> meter.getId().getName().startsWith("kafka.stream")
                        && "sample".equals(meter.getId().getTag("topology")));
    }

    @Test
    void shouldRefuseTopicsWithOtherPartitions() {
        // Given
        var wider = cluster(cluster.bootstrapServers(), cluster.schemaRegistry(), new Partitions(2, 4, 8), Map.of());

        // Then
        assertThatThrownBy(() -> new Topologies(wider, settings("[sample]"), meters, bugs::add).start())
                .isInstanceOf(PartFailure.class)
                .hasMessageContaining("partitions instead of 2");
    }

    @Test
    void shouldSayThatKafkaIsAwayWhenItsPatienceEnds() {
        // Given
        var quick = Map.of("default.api.timeout.ms", "500", "request.timeout.ms", "400");
        var nobody = cluster("127.0.0.1:1", "http://127.0.0.1:1", cluster.partitions(), quick);
        var impatient =
                TopologySettings.defaults().with("topology.patience", "1ms").as("topology", TopologySettings.class);

        // Then
        assertThatThrownBy(() -> new Topologies(nobody, impatient, meters, bugs::add).start())
                .isInstanceOf(PartFailure.class)
                .hasMessageContaining("127.0.0.1:1 is away");
    }

    private Cluster registryAt(int port) {
        return cluster(cluster.bootstrapServers(), "http://127.0.0.1:" + port, cluster.partitions(), Map.of());
    }

    private Cluster cluster(String bootstrap, String registry, Partitions partitions, Map<String, String> client) {
        return new Cluster(
                bootstrap,
                registry,
                cluster.namespace(),
                partitions,
                cluster.replication(),
                cluster.serializer(),
                cluster.deserializer(),
                client);
    }

    private Namespace namespace() {
        return new Namespace(cluster.namespace());
    }

    private static TopologySettings settings(String run) {
        return TopologySettings.defaults()
                .with("topology.run", run)
                .with("topology.takeover", "1s")
                .as("topology", TopologySettings.class);
    }

    private static CompressedTelemetry odometer(float miles) {
        return CompressedTelemetry.newBuilder().setOdometer(miles).build();
    }
}
