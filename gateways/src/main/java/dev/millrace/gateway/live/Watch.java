package dev.millrace.gateway.live;

import com.google.protobuf.Message;
import dev.millrace.topic.Topic;
import java.util.Set;

/**
 * What a subscription reads.
 *
 * @param partitions empty for all, or for those of the keys
 * @param keys empty for all
 */
public record Watch<V extends Message>(Topic<V> topic, Set<Integer> partitions, Set<String> keys, Start<V> start) {

    public Watch {
        partitions = Set.copyOf(partitions);
        keys = Set.copyOf(keys);
    }

    public static <V extends Message> Watch<V> all(Topic<V> topic, Start<V> start) {
        return new Watch<>(topic, Set.of(), Set.of(), start);
    }

    /** One key, on the partition that Kafka's own partitioner gives it. */
    public static <V extends Message> Watch<V> key(Topic<V> topic, String key, Start<V> start) {
        return new Watch<>(topic, Set.of(), Set.of(key), start);
    }

    /** One key on the partition where it was placed. */
    public static <V extends Message> Watch<V> placed(Topic<V> topic, int partition, String key, Start<V> start) {
        return new Watch<>(topic, Set.of(partition), Set.of(key), start);
    }
}
