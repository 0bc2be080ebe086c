package dev.millrace.gateway.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A legacy service's ear: a queue on an exchange, and everything that came into it. */
final class Queue implements AutoCloseable {

    private final Connection connection;
    private final Channel channel;
    private final List<Delivery> heard = new CopyOnWriteArrayList<>();

    private Queue(Connection connection, Channel channel) {
        this.connection = connection;
        this.channel = channel;
    }

    /** As the legacy services do: the exchange declared by them, too. */
    static Queue on(AmqpUnderTest amqp, String exchange) throws Exception {
        return on(amqp, exchange, "fanout", "");
    }

    static Queue on(AmqpUnderTest amqp, String exchange, String type, String key) throws Exception {
        var connection = amqp.connect();
        var channel = connection.createChannel();
        channel.exchangeDeclare(exchange, type, true);
        var name = channel.queueDeclare("", false, true, true, Map.of()).getQueue();
        channel.queueBind(name, exchange, key);
        return consuming(connection, channel, name);
    }

    /** One that is kept while nobody listens. */
    static Queue durable(AmqpUnderTest amqp, String exchange, String name) throws Exception {
        var connection = amqp.connect();
        var channel = connection.createChannel();
        channel.exchangeDeclare(exchange, "fanout", true);
        channel.queueDeclare(name, true, false, false, Map.of());
        channel.queueBind(name, exchange, "");
        return consuming(connection, channel, name);
    }

    /** As a bridge that dies before it has acknowledged what it was given: the broker will deliver it again. */
    static void dropAfterDelivery(AmqpUnderTest amqp, String name, int messages) throws Exception {
        var connection = amqp.connect();
        var given = new CountDownLatch(messages);
        connection.createChannel().basicConsume(name, false, (tag, delivery) -> given.countDown(), tag -> {});
        assertThat(given.await(60, TimeUnit.SECONDS)).isTrue();
        connection.abort();
    }

    private static Queue consuming(Connection connection, Channel channel, String name) throws Exception {
        var queue = new Queue(connection, channel);
        channel.basicConsume(
                name,
                false,
                (tag, delivery) -> {
                    queue.heard.add(delivery);
                    channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                },
                tag -> {});
        return queue;
    }

    List<Delivery> heard() {
        return heard;
    }

    List<String> bodies() {
        return heard.stream()
                .map(each -> new String(each.getBody(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Publishes to an exchange over the same channel, and waits for the broker's word. */
    static void publish(AmqpUnderTest amqp, String exchange, BasicProperties properties, List<byte[]> bodies)
            throws Exception {
        try (var connection = amqp.connect();
                var channel = connection.createChannel()) {
            channel.confirmSelect();
            for (var body : bodies) channel.basicPublish(exchange, "", properties, body);
            channel.waitForConfirmsOrDie(60_000);
        }
    }

    @Override
    public void close() {
        connection.abort();
    }

    Channel channel() {
        return channel;
    }
}
