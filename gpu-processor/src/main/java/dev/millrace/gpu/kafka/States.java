package dev.millrace.gpu.kafka;

import com.google.protobuf.Message;
import dev.millrace.part.LogThrottle;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.support.TopicPartitionOffset;

/** A compacted topic as a map, followed as it changes. Every worker reads all of it. Thread-safe. */
public final class States<V extends Message> implements BatchMessageListener<String, byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(States.class);

    private final Map<String, V> newest = new ConcurrentHashMap<>();
    private final Values<V> values;
    private volatile Runnable changed = () -> {};
    private final LogThrottle quiet = new LogThrottle();
    private final KafkaMessageListenerContainer<String, byte[]> container;

    public States(Topic<V> topic, MessageSerdes serdes, Containers containers) {
        this.values = new Values<>(
                topic,
                serdes,
                (original, why) -> quiet.log(count -> LOG.atWarn()
                        .addKeyValue("topic", topic.name())
                        .addKeyValue("offset", original.offset())
                        .addKeyValue("count", count)
                        .log("a state cannot be read")));
        this.container =
                containers.following(topic, partition -> new TopicPartitionOffset(topic.name(), partition, 0L), this);
    }

    /** @param whom called when there may be other states than before */
    public void tell(Runnable whom) {
        changed = whom;
    }

    public void start() {
        container.start();
    }

    public boolean isRunning() {
        return container.isRunning();
    }

    public void stop() {
        container.stop();
    }

    public Optional<V> get(String key) {
        return Optional.ofNullable(newest.get(key));
    }

    /** A snapshot. */
    public Map<String, V> all() {
        return Map.copyOf(newest);
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        for (var original : records) {
            if (original.key() == null) continue;
            if (original.value() == null) newest.remove(original.key());
            else values.of(original).ifPresent(state -> newest.put(original.key(), state));
        }
        changed.run();
    }
}
