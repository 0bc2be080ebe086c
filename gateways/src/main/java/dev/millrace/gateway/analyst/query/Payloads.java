package dev.millrace.gateway.analyst.query;

import com.google.protobuf.Message;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageDeserializer;
import dev.millrace.topic.serde.MessageSerdes;
import dev.millrace.topic.serde.WireFormat;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Finds the message in a record's value. Thread-safe, as deserializers are. */
interface Payloads {

    /** A message in some bytes, from {@code offset} to their end. */
    record Payload(byte[] bytes, int offset) {}

    /** @throws IOException when there is none */
    Payload in(byte[] value) throws IOException;

    static Payloads of(Topic<?> topic, MessageSerdes serdes) {
        if (topic.isForeign()) return value -> new Payload(value, 0);
        var deserializer = serdes.deserializer(topic);
        if (deserializer instanceof MessageDeserializer) {
            return value -> new Payload(value, WireFormat.payloadOffset(value));
        }
        return value -> new Payload(parsed(topic.name(), deserializer, value).toByteArray(), 0);
    }

    private static Message parsed(String topic, Deserializer<? extends Message> deserializer, byte[] value)
            throws IOException {
        try {
            return deserializer.deserialize(topic, value);
        } catch (SerializationException e) {
            throw new IOException(e);
        }
    }
}
