package dev.millrace.gpu.kafka;

import com.google.protobuf.Message;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the values of one topic. Thread-safe. */
public final class Values<V extends Message> {

    private final Topic<V> topic;
    private final Deserializer<V> deserializer;
    private final BiConsumer<ConsumerRecord<String, byte[]>, String> unreadable;

    /** @param unreadable told of each record that is no message of the topic, and why */
    public Values(Topic<V> topic, MessageSerdes serdes, BiConsumer<ConsumerRecord<String, byte[]>, String> unreadable) {
        this.topic = topic;
        this.deserializer = serdes.deserializer(topic);
        this.unreadable = unreadable;
    }

    /** The message; empty for a deletion, and for what is none. */
    public Optional<V> of(ConsumerRecord<String, byte[]> original) {
        if (original.value() == null) return Optional.empty();
        try {
            return Optional.ofNullable(deserializer.deserialize(topic.name(), original.value()));
        } catch (SerializationException e) {
            unreadable.accept(original, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
