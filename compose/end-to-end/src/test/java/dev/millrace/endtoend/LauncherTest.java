package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.launcher.platform.Endpoints;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedMillrace.class)
class LauncherTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(4);

    @TempDir
    Path directory;

    @Test
    void shouldPlayTheDemoAndEndCleanly() throws Exception {
        // Given
        var arguments = new String[] {"demo", "--headless", "--duration", "12s", "--only", "telemetry"};

        // When
        try (var demo = LauncherProcess.withFreePorts(directory, arguments)) {

            // Then
            assertThat(demo.exitCode()).as(demo.said()).isZero();
            assertThat(demo.said()).contains("console", "MILLRACE0DEMO0001", "telemetry.records", "■ broker");
        }
    }

    @Test
    void shouldStopOnSignalAndRemoveItsEndpoints() throws Exception {
        // Given
        var data = directory.resolve("data");
        try (var up = LauncherProcess.withFreePorts(directory, "up", "--data", data.toString())) {
            await().atMost(LONG_ENOUGH).until(() -> Endpoints.read(data).isPresent());

            // When
            up.process().destroy();

            // Then
            assertThat(up.exitCode()).as(up.said()).isZero();
            assertThat(up.said()).containsSubsequence("■ gateway", "■ topology", "■ registry", "■ broker");
            assertThat(Endpoints.read(data)).isEmpty();
        }
    }

    @Test
    void shouldLeaveNoChildBehindWhenKilled() throws Exception {
        // Given
        var data = directory.resolve("data");
        try (var up = LauncherProcess.withFreePorts(directory, "up", "--children", "--data", data.toString())) {
            await().atMost(LONG_ENOUGH).until(() -> Endpoints.read(data).isPresent());
            var children = up.process().descendants().toList();

            // When
            up.process().destroyForcibly();

            // Then
            assertThat(children)
                    .as("broker, registry, database, topology, gateway, connect")
                    .hasSizeGreaterThanOrEqualTo(6);
            await().atMost(LONG_ENOUGH).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        }
        try (var again = LauncherProcess.withFreePorts(directory, "up", "--data", data.toString())) {
            await().atMost(LONG_ENOUGH).until(() -> Endpoints.read(data).isPresent());
            assertThat(again.process().isAlive()).isTrue();
        }
    }

    @Test
    void shouldRefuseDirectoryOfRunningPlatform(Millrace millrace) throws Exception {
        // Given
        var data = millrace.directory().toString();

        // When
        try (var second = LauncherProcess.start(directory, "up", "--data", data)) {

            // Then
            assertThat(second.exitCode()).isEqualTo(3);
            assertThat(second.said()).contains(data, "in use", millrace.at("console"), "--data");
        }
    }

    @Test
    void shouldShowTopicsOfRunningPlatform(Millrace millrace) throws Exception {
        // Given
        new Car(millrace, "5YJ3E1EA1KF500001").postHex("08d087b6eeb2332db6e64046");

        // When
        try (var topics = LauncherProcess.start(
                directory, "topics", "--json", "--data", millrace.directory().toString())) {

            // Then
            assertThat(topics.exitCode()).as(topics.said()).isZero();
            assertThat(topics.said()).contains("\"telemetry.compressed\"", "rate_per_s");
        }
    }
}
