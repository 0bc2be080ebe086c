package dev.millrace.gateway.live;

import com.google.protobuf.Message;
import dev.millrace.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Parses the records of one topic. Thread-safe. */
final class Reading<V extends Message> {

    private final Topic<V> topic;
    private final Deserializer<V> deserializer;
    private final Consumer<UnreadableRecord> unreadable;

    Reading(Topic<V> topic, Deserializer<V> deserializer, Consumer<UnreadableRecord> unreadable) {
        this.topic = topic;
        this.deserializer = deserializer;
        this.unreadable = unreadable;
    }

    Topic<V> topic() {
        return topic;
    }

    /** Empty when the bytes are not a message of the topic; that has been reported then. */
    Optional<LiveRecord<V>> parse(ConsumerRecord<byte[], byte[]> original) {
        var key = original.key() == null ? "" : new String(original.key(), StandardCharsets.UTF_8);
        var isDeletion = original.value() == null;
        try {
            return Optional.of(new LiveRecord<>(
                    topic,
                    original.partition(),
                    original.offset(),
                    key,
                    isDeletion ? topic.message() : deserializer.deserialize(topic.name(), original.value()),
                    original.timestamp(),
                    Math.max(0, original.serializedValueSize()),
                    isDeletion));
        } catch (SerializationException e) {
            unreadable.accept(new UnreadableRecord(topic, original, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }
}
