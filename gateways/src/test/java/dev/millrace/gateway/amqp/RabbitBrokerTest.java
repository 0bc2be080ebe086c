package dev.millrace.gateway.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.GatewaySettings;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RabbitBrokerTest extends BrokerContract {

    @TempDir
    private static Path directory;

    private static AmqpUnderTest amqp;

    @BeforeAll
    static void startAmqp() {
        amqp = new RabbitUnderTest(directory);
    }

    @AfterAll
    static void stopAmqp() {
        if (amqp != null) amqp.close();
    }

    /** As clients in Python write the address. */
    @Test
    void shouldTakeABareSlashForTheHostThatEveryBrokerHas() throws Exception {
        // Given
        var settings =
                GatewaySettings.defaults().with("amqp.url", amqp.url() + "/").as("amqp", BridgeSettings.class);

        // When
        try (var server = new AmqpServer(settings);
                var connection = server.connect("slash")) {
            // Then
            assertThat(connection.isOpen()).isTrue();
        }
    }

    @Override
    AmqpUnderTest amqp() {
        return amqp;
    }
}
