package dev.millrace.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.message.telemetry.CompressedTelemetry.Format;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.topic.Stamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledTopologyTest {

    private static final int ROUNDS = 2;
    private static final int PER_ROUND = 1000;
    private static final int VEHICLES = 10;

    @TempDir
    Path directory;

    private TestCluster kafka;

    @BeforeEach
    void startKafka() {
        kafka = new TestCluster(directory);
    }

    @AfterEach
    void stopKafka() {
        kafka.close();
    }

    @Test
    void shouldLoseAndDoubleNothingWhenItsProcessIsKilled() throws IOException {
        // Given
        var topics = kafka.cluster().topics();
        var sent = new HashMap<String, List<Float>>();

        // When
        for (var round = 0; round < ROUNDS; round++) {
            var process = startTopology();
            for (var i = 0; i < PER_ROUND; i++) drive(sent, "V" + i % VEHICLES, i * 31 % 101);
            kafka.read(topics.telemetryRecords(), round * PER_ROUND + PER_ROUND / 2);
            for (var i = 0; i < PER_ROUND; i++) drive(sent, "V" + i % VEHICLES, i * 17 % 97);
            process.destroyForcibly();
        }
        var last = startTopology();

        // Then
        var records = kafka.read(topics.telemetryRecords(), 2 * ROUNDS * PER_ROUND);
        last.destroyForcibly();
        assertThat(records).hasSize(2 * ROUNDS * PER_ROUND);
        assertThat(records.stream().map(record -> Stamp.of(record.value()).source()))
                .doesNotHaveDuplicates();
        for (var vin : sent.keySet()) assertThat(predictions(records, vin)).isEqualTo(expected(sent.get(vin)));
    }

    /** Every other packet leaves the speed out, so that each value depends on all before it. */
    private void drive(Map<String, List<Float>> sent, String vin, int speed) {
        var speeds = sent.computeIfAbsent(vin, v -> new ArrayList<>());
        var packet = CompressedTelemetry.newBuilder().setFormat(Format.FORMAT_COMPRESSED);
        if (speeds.size() % 2 == 0) packet.setSpeed(speed);
        speeds.add((float) speed);
        kafka.send(kafka.cluster().topics().telemetryCompressed(), vin, packet.build());
    }

    private static List<Double> predictions(List<ConsumerRecord<String, TelemetryRecord>> records, String vin) {
        return records.stream()
                .filter(record -> record.key().equals(vin))
                .map(record -> record.value().getSpeed().getValue())
                .toList();
    }

    private static List<Double> expected(List<Float> speeds) {
        var predicted = new double[] {0.3 * speeds.get(0) + 0.7 * speeds.get(0)};
        return IntStream.range(0, speeds.size())
                .mapToObj(i -> {
                    if (i % 2 == 1) return predicted[0];
                    if (i > 0) predicted[0] = 0.3 * speeds.get(i) + (1.0 - 0.3) * predicted[0];
                    return (double) speeds.get(i);
                })
                .toList();
    }

    private Process startTopology() throws IOException {
        var classpath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classpath,
                TopologyMain.class.getName());
        builder.environment()
                .putAll(Map.of(
                        "MILLRACE_CLUSTER_BOOTSTRAP_SERVERS",
                        kafka.cluster().bootstrapServers(),
                        "MILLRACE_CLUSTER_SCHEMA_REGISTRY",
                        kafka.cluster().schemaRegistry(),
                        "MILLRACE_TOPOLOGY_RUN",
                        "[telemetry-reconstruction]",
                        "MILLRACE_TOPOLOGY_TAKEOVER",
                        "1s"));
        var process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var line = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(line).isEqualTo("READY telemetry-reconstruction");
        return process;
    }
}
