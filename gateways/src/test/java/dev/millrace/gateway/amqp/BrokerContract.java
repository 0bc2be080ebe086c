package dev.millrace.gateway.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import dev.millrace.gateway.GatewaySettings;
import dev.millrace.part.ByteSize;
import dev.millrace.part.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the bridge finds and makes on an AMQP broker, whichever that is. */
abstract class BrokerContract {

    private static final BridgeSettings.Queues LIMITS =
            new BridgeSettings.Queues("q", ByteSize.parse("1MiB"), Duration.ofDays(1));

    abstract AmqpUnderTest amqp();

    @Test
    void shouldLeaveWhatWaitsForTheGatewayThatReceives() throws Exception {
        // Given
        var queue = new IngressQueue("q.taken", LIMITS, Optional.of(Duration.ofMinutes(1)));
        // Some brokers end the connection of who comes second.
        var other = amqp().connect();
        try (var one = amqp().connect()) {
            var channel = one.createChannel();
            channel.exchangeDeclare("taken", BuiltinExchangeType.FANOUT, true);
            queue.ensure(one, new Exchange("taken", ""));
            channel.basicQos(1);
            var inbox = inbox(one);
            queue.consume(channel, inbox);
            for (var i = 0; i < 3; i++) {
                channel.basicPublish("taken", "", MessageProperties.PERSISTENT_BASIC, new byte[] {1});
            }
            assertThat(inbox.take(1, Duration.ofSeconds(10))).hasSize(1);
            var waiting = channel.messageCount("q.taken");
            assertThat(waiting).isGreaterThanOrEqualTo(2);

            // When
            assertThatThrownBy(() -> queue.consume(other.createChannel(), inbox(other)))

                    // Then
                    .isInstanceOf(Standby.class);
            assertThat(channel.messageCount("q.taken")).isEqualTo(waiting);
        } finally {
            other.abort();
        }
    }

    @Test
    void shouldTakeUpAQueueThatNobodyReceives() throws Exception {
        // Given
        var queue = new IngressQueue("q.free", LIMITS, Optional.empty());
        try (var one = amqp().connect()) {
            var channel = one.createChannel();
            channel.exchangeDeclare("free", BuiltinExchangeType.FANOUT, true);
            queue.ensure(one, new Exchange("free", ""));
            channel.basicPublish("free", "", MessageProperties.PERSISTENT_BASIC, new byte[] {1});

            // When
            var inbox = inbox(one);
            queue.consume(channel, inbox);

            // Then
            List<Inbox.Delivered> taken = inbox.take(1, Duration.ofSeconds(10));
            assertThat(taken).hasSize(1);
        }
    }

    @Test
    void shouldForgetThatAnExchangeWasOddOnceItIsPutRight() throws Exception {
        // Given
        try (var operator = amqp().connect();
                var server = new AmqpServer(settings())) {
            var channel = operator.createChannel();
            channel.exchangeDeclare("odd", BuiltinExchangeType.TOPIC, true);
            var link = new Link(
                    server,
                    "test",
                    (connection, fresh, oddities) ->
                            Exchange.ensure(connection, "odd", oddities).oddity());
            await().until(() -> link.channel().isPresent());
            assertThat(link.health().detail()).containsIgnoringCase("topic");

            // When
            channel.exchangeDelete("odd");
            channel.exchangeDeclare("odd", BuiltinExchangeType.FANOUT, true);
            link.lost(null);

            // Then
            await().until(() -> link.channel().isPresent());
            assertThat(link.health().state()).isEqualTo(Health.State.READY);
            link.close();
        }
    }

    @Test
    void shouldLeaveAnExchangeThatIsThereAsItIs() throws Exception {
        // Given
        try (var operator = amqp().connect()) {
            var channel = operator.createChannel();
            channel.exchangeDeclare("transient", BuiltinExchangeType.FANOUT, false, true, Map.of());

            // When
            Exchange.ensure(operator, "transient", new HashMap<>());

            // Then
            channel.exchangeDeclare("transient", BuiltinExchangeType.FANOUT, false, true, Map.of());
            assertThat(channel.isOpen()).isTrue();
        }
    }

    private BridgeSettings settings() {
        return GatewaySettings.defaults().with("amqp.url", amqp().url()).as("amqp", BridgeSettings.class);
    }

    private static Inbox inbox(Connection connection) throws Exception {
        return new Inbox(connection.createChannel(), 1_000, Instant::now);
    }
}
