package dev.millrace.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerMainTest {

    @TempDir
    Path directory;

    @Test
    void shouldKeepEveryAcknowledgedRecordWhenKilled() throws Exception {
        // Given
        try (var broker = BrokerChild.start(directory)) {
            Records.createTopic(broker.awaitReady(), "kept");
            Records.produce(broker.awaitReady(), "kept", 0, 5_000);

            // When
            broker.kill();
        }

        // Then
        try (var again = BrokerChild.start(directory)) {
            Records.produce(again.awaitReady(), "kept", 5_000, 5_010);
            assertThat(Records.readAll(again.awaitReady(), "kept")).containsExactlyElementsOf(Records.values(0, 5_010));
        }
    }

    @Test
    void shouldRefuseSecondInstanceWithItsOwnExitCodeAndHarmNothing() throws Exception {
        // Given
        try (var first = BrokerChild.start(directory)) {
            Records.createTopic(first.awaitReady(), "unharmed");

            // When
            try (var second = BrokerChild.start(directory)) {

                // Then
                assertThat(second.awaitExit()).isEqualTo(3);
                assertThat(second.errors()).contains("another broker is running on", directory.toString());
            }
            Records.produce(first.awaitReady(), "unharmed", 0, 100);
            assertThat(Records.readAll(first.awaitReady(), "unharmed")).hasSize(100);
        }
    }

    @Test
    void shouldStopWhenItsParentIsGone() throws Exception {
        // Given
        try (var broker = BrokerChild.start(directory, "--exit-with-parent")) {
            broker.awaitReady();

            // When
            broker.closeItsInput();

            // Then
            assertThat(broker.awaitExit()).isZero();
        }
    }

    @Test
    void shouldCloseCleanlyWhenTerminated() throws Exception {
        // Given
        try (var broker = BrokerChild.start(directory)) {
            broker.awaitReady();

            // When
            broker.terminate();

            // Then
            broker.awaitExit();
            assertThat(directory.resolve("log/.kafka_cleanshutdown")).exists();
        }
    }

    @Test
    void shouldSayWhatIsMissingInItsSettings() throws Exception {
        // Given
        try (var broker = BrokerChild.startWith("--port", "99999")) {

            // When
            int exitCode = broker.awaitExit();

            // Then
            assertThat(exitCode).isEqualTo(2);
            assertThat(broker.errors()).contains("--data");
        }
    }
}
