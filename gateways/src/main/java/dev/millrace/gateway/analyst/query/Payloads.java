package dev.millrace.gateway.analyst.query;

import com.google.protobuf.Message;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageDeserializer;
import dev.millrace.topic.serde.MessageSerdes;
import dev.millrace.topic.serde.WireFormat;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Finds the message in a record's value. Thread-safe, as deserializers are.
 *
 * @param isOurs whether the message stands in the value as it is, behind a head
 */
record Payloads(String topic, boolean isOurs, Deserializer<? extends Message> deserializer) {

    static Payloads of(Topic<?> topic, MessageSerdes serdes) {
        var deserializer = serdes.deserializer(topic);
        return new Payloads(topic.name(), deserializer instanceof MessageDeserializer, deserializer);
    }

    /** A message in some bytes, from {@code offset} to their end. */
    record Payload(byte[] bytes, int offset) {}

    /** @throws IOException when there is none */
    Payload in(byte[] value) throws IOException {
        if (isOurs) return new Payload(value, WireFormat.payloadOffset(value));
        try {
            return new Payload(deserializer.deserialize(topic, value).toByteArray(), 0);
        } catch (SerializationException e) {
            throw new IOException(e);
        }
    }
}
