package dev.millrace.gateway.live;

import static org.apache.kafka.clients.consumer.ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.RECEIVE_BUFFER_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG;

import dev.millrace.topic.Cluster;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How the consumers of a lane are set. */
record ConsumerTuning(Cluster cluster, boolean onlyCommitted) {

    private static final int FETCH_BYTES = 16 << 20;
    private static final int PARTITION_BYTES = 1 << 20;

    /** For what is new: where an offset is gone, it goes on at the end. */
    KafkaConsumer<byte[], byte[]> live() {
        return open("latest");
    }

    /** For what is past: where an offset is gone, it goes on with the oldest that is left. */
    KafkaConsumer<byte[], byte[]> past() {
        return open("earliest");
    }

    private KafkaConsumer<byte[], byte[]> open(String whereGone) {
        var properties = cluster.clientProperties();
        properties.putAll(Map.of(
                ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                AUTO_OFFSET_RESET_CONFIG,
                whereGone,
                ISOLATION_LEVEL_CONFIG,
                onlyCommitted ? "read_committed" : "read_uncommitted"));
        properties.putAll(Map.of(
                // What a newly watched partition waits, at most, for the fetch that is under way.
                FETCH_MAX_WAIT_MS_CONFIG,
                20,
                FETCH_MAX_BYTES_CONFIG,
                FETCH_BYTES,
                MAX_PARTITION_FETCH_BYTES_CONFIG,
                PARTITION_BYTES,
                RECEIVE_BUFFER_CONFIG,
                1 << 20,
                REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000,
                RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500L));
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
