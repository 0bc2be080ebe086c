package dev.millrace.gateway.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * The queue in which an exchange's messages wait for the bridge, also while there is none.
 *
 * @param validity how long a message is worth anything
 */
record IngressQueue(String name, BridgeSettings.Queues limits, Optional<Duration> validity) {

    /** Makes it where there is none, with its bounds; one that is there stays as it is. */
    void ensure(Connection connection, Exchange exchange) throws IOException, TimeoutException {
        if (!exists(connection)) create(connection);
        var channel = connection.createChannel();
        for (var key : exchange.bindingKeys()) channel.queueBind(name, exchange.name(), key);
        channel.close();
    }

    /**
     * Begins to receive, as the only one: two would change the order.
     *
     * @throws Standby when another gateway receives
     */
    void consume(Channel channel, Inbox inbox) throws IOException {
        // What waited while nobody was here is older than anybody can tell, where the broker drops nothing by age.
        var isPurged = validity.isPresent() && isQpid(channel.getConnection());
        if (isPurged && !isConsumed(channel)) channel.queuePurge(name);
        try {
            channel.basicConsume(name, false, "", false, true, Map.of(), inbox);
        } catch (IOException e) {
            if (Standby.isSaidBy(e)) throw new Standby(e);
            var isRefused = ReplyCode.of(e) == ReplyCode.ACCESS_REFUSED;
            if (isRefused && isConsumed(channel.getConnection())) throw new Standby(e);
            throw e;
        }
    }

    /** Of a broker that does not say why it refuses. One that ends the connection cannot be asked. */
    private boolean isConsumed(Connection connection) throws IOException {
        if (!connection.isOpen()) return false;
        var channel = connection.createChannel();
        try {
            return channel != null && isConsumed(channel);
        } finally {
            if (channel != null && channel.isOpen()) channel.abort();
        }
    }

    private boolean isConsumed(Channel channel) throws IOException {
        return channel.queueDeclarePassive(name).getConsumerCount() > 0;
    }

    private boolean exists(Connection connection) throws IOException, TimeoutException {
        var channel = connection.createChannel();
        try {
            AMQP.Queue.DeclareOk found = channel.queueDeclarePassive(name);
            channel.close();
            return found.getQueue().equals(name);
        } catch (IOException e) {
            if (ReplyCode.of(e) == ReplyCode.NOT_FOUND) return false;
            throw e;
        }
    }

    private void create(Connection connection) throws IOException, TimeoutException {
        var arguments = isQpid(connection) ? argumentsOfQpid() : arguments();
        var channel = connection.createChannel();
        try {
            channel.queueDeclare(name, true, false, false, arguments);
            channel.close();
        } catch (IOException e) {
            // Another gateway, with other settings, was quicker.
            if (ReplyCode.of(e) != ReplyCode.PRECONDITION_FAILED) throw e;
        }
    }

    /** RabbitMQ's, which others have taken over. */
    private Map<String, Object> arguments() {
        var arguments = new HashMap<String, Object>();
        arguments.put("x-max-length-bytes", limits.bytes().bytes());
        arguments.put("x-expires", limits.expires().toMillis());
        validity.ifPresent(time -> arguments.put("x-message-ttl", time.toMillis()));
        return arguments;
    }

    private Map<String, Object> argumentsOfQpid() {
        return Map.of(
                "qpid.policy_type", "ring", "qpid.max_size", limits.bytes().bytes());
    }

    static boolean isQpid(Connection connection) {
        return String.valueOf(connection.getServerProperties().get("product"))
                .toLowerCase(Locale.ROOT)
                .contains("qpid");
    }
}
