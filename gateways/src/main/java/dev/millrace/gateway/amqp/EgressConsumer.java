package dev.millrace.gateway.amqp;

import static org.apache.kafka.clients.consumer.ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.GROUP_ID_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG;

import dev.millrace.gateway.Platform;
import dev.millrace.topic.Topic;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer of a topic's way to its exchange. A group that has never been there begins with what is written from its
 * start on; one that comes back goes on where it was, or with the oldest that is left.
 */
final class EgressConsumer {

    private static final int FETCH_BYTES = 8 << 20;
    private static final int PARTITION_BYTES = 1 << 20;
    private static final int MOST_RECORDS = 200;

    private EgressConsumer() {}

    /** In the group {@code amqp-bridge.<topic>} of the namespace. */
    static KafkaConsumer<byte[], byte[]> open(Topic<?> topic, Platform platform) {
        var properties = platform.cluster().clientProperties();
        properties.putAll(Map.of(
                GROUP_ID_CONFIG,
                topic.namespace().qualify("amqp-bridge." + topic.plainName()),
                ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                AUTO_OFFSET_RESET_CONFIG,
                "none",
                ISOLATION_LEVEL_CONFIG,
                "read_committed",
                PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName(),
                SESSION_TIMEOUT_MS_CONFIG,
                10_000,
                HEARTBEAT_INTERVAL_MS_CONFIG,
                2_000));
        properties.putAll(Map.of(
                MAX_POLL_RECORDS_CONFIG,
                MOST_RECORDS,
                FETCH_MAX_BYTES_CONFIG,
                FETCH_BYTES,
                MAX_PARTITION_FETCH_BYTES_CONFIG,
                PARTITION_BYTES,
                FETCH_MAX_WAIT_MS_CONFIG,
                100,
                DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000,
                RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500L));
        var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic.name()));
        return consumer;
    }

    /** Puts partitions where the group has never been to what was appended from {@code began} on, for good. */
    static void begin(KafkaConsumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions, Instant began) {
        var asked = new HashMap<TopicPartition, Long>();
        for (var partition : partitions) asked.put(partition, began.toEpochMilli());
        var ends = consumer.endOffsets(partitions);
        var begins = new HashMap<TopicPartition, OffsetAndMetadata>();
        consumer.offsetsForTimes(asked).forEach((partition, found) -> {
            var at = found == null ? ends.getOrDefault(partition, 0L) : found.offset();
            consumer.seek(partition, at);
            begins.put(partition, new OffsetAndMetadata(at));
        });
        consumer.commitSync(begins);
    }
}
