package dev.millrace.gateway.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import dev.millrace.part.ByteSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How gateways take turns at a queue, whichever AMQP broker has it. */
abstract class QueueContract {

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

    private static Inbox inbox(Connection connection) throws Exception {
        return new Inbox(connection.createChannel(), 1_000, Instant::now);
    }
}
