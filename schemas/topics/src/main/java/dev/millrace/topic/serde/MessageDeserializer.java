package dev.millrace.topic.serde;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages in the Confluent wire format into one generated class.
 *
 * <p>The writer's schema is not looked up: compatible changes leave the bytes readable, and the registry refuses the
 * others. Configured, when made by Kafka, by {@code specific.protobuf.value.type}, as Confluent's own. Thread-safe.
 */
public final class MessageDeserializer<V extends Message> implements Deserializer<V> {

    private @Nullable Parser<V> parser;

    /** For Kafka, which configures it by property. */
    public MessageDeserializer() {}

    public MessageDeserializer(Parser<V> parser) {
        this.parser = parser;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void configure(Map<String, ?> properties, boolean isKey) {
        if (parser != null) return;
        var type = properties.get("specific.protobuf.value.type");
        try {
            var message = type instanceof Class<?> c ? c : Class.forName(String.valueOf(type));
            parser = (Parser<V>) message.getMethod("parser").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "specific.protobuf.value.type must name a message class, not " + type, e);
        }
    }

    @Override
    public @Nullable V deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) return null;
        if (parser == null) throw new IllegalStateException("not configured");
        try {
            var start = WireFormat.payloadOffset(bytes);
            return parser.parseFrom(bytes, start, bytes.length - start);
        } catch (InvalidProtocolBufferException e) {
            throw new SerializationException("not a message of " + topic + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new SerializationException(topic + ": " + e.getMessage(), e);
        }
    }
}
