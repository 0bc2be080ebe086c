package dev.millrace.gateway.amqp;

import com.rabbitmq.client.LongString;
import dev.millrace.gateway.clock.DeviceTime;
import dev.millrace.topic.Stamp;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A message from an exchange.
 *
 * @param exchange where it was heard
 * @param messageId empty when its sender gave it none
 * @param headers with the types of the AMQP client; text as {@link LongString}
 * @param receivedNs epoch nanoseconds at which it arrived, however long it has waited here since
 * @param session of the bridge that heard it
 */
record Incoming(
        String exchange,
        byte[] body,
        String messageId,
        String contentType,
        Map<String, Object> headers,
        long receivedNs,
        String session) {

    private static final String PRINCIPAL = "amqp";

    /** The body, when it is UTF-8. */
    Optional<String> text() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    Stamp stamp() {
        return Stamp.received(receivedNs).session(session, 0, 0).principal(PRINCIPAL);
    }

    /** Of what was taken at a time of its sender's clock; the platform's is not known when that is none of the epoch. */
    Stamp stamp(DeviceTime time) {
        var isOfEpoch = time.clock().equals(DeviceTime.EPOCH);
        return stamp().deviceTime(time.time(), time.tickNs(), time.clock()).capturedAt(isOfEpoch ? time.ns() : 0);
    }
}
