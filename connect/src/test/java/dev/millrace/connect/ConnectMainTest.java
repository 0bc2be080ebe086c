package dev.millrace.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.part.SettingsException;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.serde.MessageSerdes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedArchive.class)
class ConnectMainTest {

    private static final String ROWS =
            "SELECT count(*) || ' ' || count(DISTINCT identity) FROM killed_api.telemetry_records";

    @TempDir
    Path directory;

    private final Archive archive;

    ConnectMainTest(Archive archive) {
        this.archive = archive;
    }

    /** In a namespace and a schema of its own, beside the archive of the other tests. */
    @Test
    void shouldLoseAndDoubleNothingWhenItsProcessIsKilled() throws Exception {
        // Given
        var cluster = archive.cluster().in(new Namespace("killed"));
        var first = start();
        awaitReady(first);
        send(cluster, 0, 5_000);
        Awaitility.await().until(() -> !archive.one(ROWS).startsWith("0 "));

        // When
        first.destroyForcibly().waitFor();
        send(cluster, 5_000, 6_000);
        var second = start();

        // Then
        awaitReady(second);
        archive.awaitOne(ROWS, "6000 6000");
        second.destroy();
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private void send(Cluster cluster, int from, int to) {
        var topic = cluster.topics().telemetryRecords();
        var serializer = new MessageSerdes(cluster).serializer();
        IntStream.range(from, to).forEach(i -> {
            var reading = Readings.legacy(1_795_262_400_000L + i).build();
            archive.sendBytes(topic, "CAR" + i % 7, serializer.serialize(topic.name(), reading));
        });
        archive.flush();
    }

    private Process start() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        java,
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConnectMain.class.getName(),
                        "connect.port=0",
                        "connect.connectors=[telemetry-records]",
                        "connect.database.url=" + archive.database().url(),
                        "connect.database.schema=killed",
                        "connect.database.api-schema=killed_api",
                        "cluster.namespace=killed",
                        "cluster.bootstrap-servers=" + archive.cluster().bootstrapServers(),
                        "cluster.schema-registry=" + archive.cluster().schemaRegistry()))
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void awaitReady(Process process) {
        Awaitility.await()
                .atMost(90, TimeUnit.SECONDS)
                .failFast("the process ended", () -> !process.isAlive())
                .until(() -> Files.readString(directory.resolve("out"), StandardCharsets.UTF_8)
                        .contains("READY connect=http://127.0.0.1:"));
    }

    @Test
    void shouldTakeEveryDefaultFromItsFileAndRefuseWhatItDoesNotKnow() {
        // When
        var settings = ConnectSettings.read(new String[] {"connect.port=0"}, Map.of("MILLRACE_CONNECT_GROUP", "other"));

        // Then
        var own = settings.as("connect", ConnectSettings.class);
        assertThat(own.group()).isEqualTo("other");
        assertThat(own.port()).isZero();
        assertThat(settings.as("cluster", Cluster.class).replication()).isEqualTo((short) 1);
        Assertions.assertThatThrownBy(() -> ConnectSettings.read(new String[] {"connect.prot=0"}, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("connect.prot");
    }
}
