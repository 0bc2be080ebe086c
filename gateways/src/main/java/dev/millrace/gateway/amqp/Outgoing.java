package dev.millrace.gateway.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.Map;

/**
 * A message on its way to an exchange.
 *
 * @param headers all of them text; empty for a message without headers
 */
record Outgoing(byte[] body, String contentType, Map<String, Object> headers) {

    private static final int TRANSIENT = 1;
    private static final int PERSISTENT = 2;

    static Outgoing json(byte[] body) {
        return new Outgoing(body, "application/json", Map.of());
    }

    BasicProperties properties(String id, boolean isPersistent) {
        var properties = new BasicProperties.Builder()
                .contentType(contentType)
                .deliveryMode(isPersistent ? PERSISTENT : TRANSIENT)
                .priority(0)
                .messageId(id);
        return (headers.isEmpty() ? properties : properties.headers(headers)).build();
    }
}
