package dev.millrace.gateway.live;

import static org.apache.kafka.clients.producer.ProducerConfig.ACKS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BUFFER_MEMORY_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.LINGER_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_BLOCK_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.METADATA_MAX_IDLE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG;

import dev.millrace.topic.Cluster;
import dev.millrace.topic.RecordLimits;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How a lane's producer is set. */
record ProducerTuning(IntakeLimits limits, int lingerMs, int batchBytes, String compression) {

    /** Metadata is learned when the gateway starts; a caller waits no longer than this for a topic it has not met. */
    private static final int LONGEST_WAIT_MS = 200;

    static ProducerTuning exact(IntakeLimits limits) {
        return new ProducerTuning(limits, 1, 64 << 10, "lz4");
    }

    static ProducerTuning fast(IntakeLimits limits) {
        return new ProducerTuning(limits, 0, 16 << 10, "none");
    }

    KafkaProducer<byte[], byte[]> open(Cluster cluster) {
        var properties = cluster.clientProperties();
        var deliveryMs = Math.toIntExact(limits.delivery().toMillis());
        properties.putAll(Map.of(
                ACKS_CONFIG, "all",
                ENABLE_IDEMPOTENCE_CONFIG, true,
                LINGER_MS_CONFIG, lingerMs,
                BATCH_SIZE_CONFIG, batchBytes,
                COMPRESSION_TYPE_CONFIG, compression,
                MAX_REQUEST_SIZE_CONFIG, RecordLimits.RECORD_BYTES,
                DELIVERY_TIMEOUT_MS_CONFIG, deliveryMs,
                REQUEST_TIMEOUT_MS_CONFIG, Math.max(500, deliveryMs / 2),
                MAX_BLOCK_MS_CONFIG, LONGEST_WAIT_MS));
        properties.putAll(Map.of(
                // Twice what may be in flight: many batches are not full.
                BUFFER_MEMORY_CONFIG, 2 * limits.inFlight().bytes() + RecordLimits.RECORD_BYTES,
                METADATA_MAX_IDLE_CONFIG, 3_600_000L,
                RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L));
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
