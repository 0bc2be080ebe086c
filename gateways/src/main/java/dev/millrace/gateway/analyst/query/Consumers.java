package dev.millrace.gateway.analyst.query;

import static org.apache.kafka.clients.consumer.ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.RECEIVE_BUFFER_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG;

import dev.millrace.topic.Cluster;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers of committed records, kept for the next question since connecting takes longer than a small one. Thread-safe. */
public final class Consumers implements AutoCloseable {

    private static final int KEPT = 4;

    private final Cluster cluster;
    private final Deque<Consumer<byte[], byte[]>> idle = new ArrayDeque<>();
    private boolean isClosed;

    public Consumers(Cluster cluster) {
        this.cluster = cluster;
    }

    Cluster cluster() {
        return cluster;
    }

    Consumer<byte[], byte[]> borrow() {
        synchronized (this) {
            var kept = idle.poll();
            if (kept != null) return kept;
        }
        return open();
    }

    /** @param isFine whether it can be used again */
    void giveBack(Consumer<byte[], byte[]> consumer, boolean isFine) {
        synchronized (this) {
            if (isFine && !isClosed && idle.size() < KEPT) {
                consumer.unsubscribe();
                idle.push(consumer);
                return;
            }
        }
        close(consumer);
    }

    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            idle.forEach(Consumers::close);
            idle.clear();
        }
    }

    private static void close(Consumer<byte[], byte[]> consumer) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    private Consumer<byte[], byte[]> open() {
        var properties = cluster.clientProperties();
        properties.putAll(Map.of(
                ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                // Where an offset is gone, it goes on with the oldest that is left.
                AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ISOLATION_LEVEL_CONFIG,
                "read_committed",
                MAX_POLL_RECORDS_CONFIG,
                8192));
        properties.putAll(Map.of(
                FETCH_MAX_BYTES_CONFIG,
                4 << 20,
                MAX_PARTITION_FETCH_BYTES_CONFIG,
                2 << 20,
                RECEIVE_BUFFER_CONFIG,
                1 << 20,
                REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000));
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
