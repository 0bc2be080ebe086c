package dev.millrace.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import dev.millrace.part.PartFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedAmqpTest {

    private static final byte[] BODY = "as sent".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @Test
    void shouldKeepQueuesAndPersistentMessagesFromOneStartToTheNext() throws Exception {
        // Given
        var config = EmbeddedAmqp.Config.in(directory);
        try (var broker = started(config);
                var connection = connect(broker);
                var channel = connection.createChannel()) {
            channel.exchangeDeclare("grain", "fanout", true);
            channel.queueDeclare("sacks", true, false, false, Map.of("x-max-length-bytes", 1 << 20));
            channel.queueBind("sacks", "grain", "");
            channel.confirmSelect();
            channel.basicPublish("grain", "", MessageProperties.PERSISTENT_BASIC, BODY);
            channel.waitForConfirmsOrDie(10_000);
        }

        // When
        try (var broker = started(config);
                var connection = connect(broker);
                var channel = connection.createChannel()) {

            // Then
            channel.exchangeDeclarePassive("grain");
            assertThat(awaitBody(channel, "sacks")).isEqualTo(BODY);
        }
    }

    @Test
    void shouldRefuseDirectoryThatAnotherHas() {
        try (var first = started(EmbeddedAmqp.Config.in(directory));
                var second = new EmbeddedAmqp(EmbeddedAmqp.Config.in(directory))) {
            // When
            assertThatThrownBy(second::start)

                    // Then
                    .isInstanceOf(PartFailure.class)
                    .hasMessageContaining("another AMQP broker is running on " + directory);
            assertThat(first.health().isReady()).isTrue();
        }
    }

    @Test
    void shouldReadItsSettingsFromArguments() {
        // When
        var config = AmqpMain.config(new String[] {"qpid.port=0", "qpid.directory=here"}, Map.of());

        // Then
        assertThat(config).isEqualTo(new EmbeddedAmqp.Config(Path.of("here"), 0));
    }

    private static EmbeddedAmqp started(EmbeddedAmqp.Config config) {
        var broker = new EmbeddedAmqp(config);
        broker.start();
        return broker;
    }

    private static Connection connect(EmbeddedAmqp broker) throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(broker.url());
        return factory.newConnection();
    }

    private static byte[] awaitBody(Channel channel, String queue) {
        return Awaitility.await()
                .until(() -> channel.basicGet(queue, true), got -> got != null)
                .getBody();
    }
}
