package dev.millrace.gateway.live;

import com.google.protobuf.Message;
import dev.millrace.part.Health;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Writes records to topics with bounded bytes in flight, and says of each when the broker has it.
 *
 * <p>Never blocks its caller on a broker that is away. A send completes exceptionally with {@link IntakeRefused} and
 * nothing else. Futures complete on the producer's thread, so what depends on them must not block. Records of one key
 * keep the order in which one thread sent them. Thread-safe.
 */
public final class Intake implements AutoCloseable {

    /** For what must not be lost: batches a little, tries long. */
    public static Intake exact(Cluster cluster, MessageSerdes serdes, IntakeLimits limits, MeterRegistry meters) {
        throw new UnsupportedOperationException();
    }

    /** For what is worthless when late: sends at once, gives up soon. */
    public static Intake fast(Cluster cluster, MessageSerdes serdes, IntakeLimits limits, MeterRegistry meters) {
        throw new UnsupportedOperationException();
    }

    /** Learns where the topics are and registers their schemas, so that their first record does not wait. May block. */
    public void prepare(Collection<Topic<?>> topics) {
        throw new UnsupportedOperationException();
    }

    /** To the partition of the key. */
    public <V extends Message> CompletableFuture<RecordMetadata> send(Topic<V> topic, String key, V value) {
        throw new UnsupportedOperationException();
    }

    public <V extends Message> CompletableFuture<RecordMetadata> send(
            Topic<V> topic, int partition, String key, V value) {
        throw new UnsupportedOperationException();
    }

    /** Bytes that await the broker. */
    public long inFlightBytes() {
        throw new UnsupportedOperationException();
    }

    /** Degraded while sends fail. */
    public Health health() {
        throw new UnsupportedOperationException();
    }

    /** Waits, for as long as a delivery may take, for what is in flight. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
