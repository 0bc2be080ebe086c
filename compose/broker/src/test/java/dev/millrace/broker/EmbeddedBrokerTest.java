package dev.millrace.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    @TempDir
    Path directory;

    @Test
    void shouldKeepEveryRecordAcrossRestarts() {
        // Given
        try (var broker = EmbeddedBroker.start(EmbeddedBroker.Config.in(directory))) {
            Records.createTopic(broker.bootstrapServers(), "kept");
            Records.produce(broker.bootstrapServers(), "kept", 0, 100);
        }

        // When
        try (var broker = EmbeddedBroker.start(EmbeddedBroker.Config.in(directory))) {
            Records.produce(broker.bootstrapServers(), "kept", 100, 200);

            // Then
            assertThat(Records.readAll(broker.bootstrapServers(), "kept"))
                    .containsExactlyElementsOf(Records.values(0, 200));
        }
    }

    @Test
    void shouldRefuseSecondBrokerInTheSameJvmAndLeaveTheFirstUnharmed() {
        // Given
        try (var first = EmbeddedBroker.start(EmbeddedBroker.Config.in(directory))) {

            // When
            assertThatThrownBy(() -> EmbeddedBroker.start(EmbeddedBroker.Config.in(directory)))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining(directory.toString());

            // Then
            Records.createTopic(first.bootstrapServers(), "unharmed");
            Records.produce(first.bootstrapServers(), "unharmed", 0, 10);
            assertThat(Records.readAll(first.bootstrapServers(), "unharmed")).hasSize(10);
        }
    }

    @Test
    void shouldNameTheBusyPortAndReleaseTheDirectory() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            // Given
            var config = new EmbeddedBroker.Config(directory, taken.getLocalPort(), 0, Map.of());

            // When
            assertThatThrownBy(() -> EmbeddedBroker.start(config))
                    .isInstanceOfSatisfying(
                            StartRefused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(StartRefused.Cause.PORT_IN_USE))
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }

        // Then
        EmbeddedBroker.start(EmbeddedBroker.Config.in(directory)).close();
    }

    @Test
    void shouldTakeRecordOfTheInlineLimitAndRefuseOneBeyondTheMessageLimit() {
        // Given
        try (var broker = EmbeddedBroker.start(EmbeddedBroker.Config.in(directory))) {
            Records.createTopic(broker.bootstrapServers(), "large");

            // When
            Records.produceOne(broker.bootstrapServers(), "large", new byte[BrokerSettings.INLINE_LIMIT_BYTES]);

            // Then
            assertThatThrownBy(() -> Records.produceOne(
                            broker.bootstrapServers(), "large", new byte[BrokerSettings.MESSAGE_LIMIT_BYTES]))
                    .hasMessageContaining("RecordTooLarge");
        }
    }
}
