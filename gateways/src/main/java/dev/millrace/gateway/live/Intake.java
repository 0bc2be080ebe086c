package dev.millrace.gateway.live;

import com.google.protobuf.Message;
import dev.millrace.gateway.live.IntakeRefused.Reason;
import dev.millrace.part.Health;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.RecordLimits;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records to topics with bounded bytes in flight, and says of each when the broker has it.
 *
 * <p>Never blocks its caller for long on a broker that is away. A send completes exceptionally with
 * {@link IntakeRefused} and nothing else. Futures complete on the producer's thread, so what depends on them must not
 * block. Records of one key keep the order in which one thread sent them. Thread-safe.
 */
public final class Intake implements AutoCloseable {

    private static final int RECORD_OVERHEAD = 128;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<Message> serializer;
    private final IntakeLimits limits;
    private final Stamping stamping;
    private final IntakeMeters meters;
    private final KafkaClientMetrics producerMetrics;
    private final AtomicLong inFlight;
    private final Quiet registryQuiet = new Quiet(Duration.ofSeconds(1));
    private final Quiet topicQuiet = new Quiet(Duration.ofSeconds(1));
    private final Map<String, Supplier<Optional<String>>> guards = new ConcurrentHashMap<>();
    private volatile boolean isClosed;

    private Intake(
            String lane,
            ProducerTuning tuning,
            Cluster cluster,
            MessageSerdes serdes,
            MeterRegistry registry,
            Stamping stamping) {
        this.limits = tuning.limits();
        this.stamping = stamping;
        this.producer = tuning.open(cluster);
        this.serializer = serdes.serializer();
        this.meters = new IntakeMeters(lane, registry);
        this.inFlight = meters.inFlight();
        this.producerMetrics = new KafkaClientMetrics(producer);
        producerMetrics.bindTo(registry);
    }

    /** For what must not be lost: batches a little, tries long. */
    public static Intake exact(
            Cluster cluster, MessageSerdes serdes, IntakeLimits limits, MeterRegistry meters, Stamping stamping) {
        return new Intake("exact", ProducerTuning.exact(limits), cluster, serdes, meters, stamping);
    }

    /** For what is worthless when late: sends at once, gives up soon. */
    public static Intake fast(
            Cluster cluster, MessageSerdes serdes, IntakeLimits limits, MeterRegistry meters, Stamping stamping) {
        return new Intake("fast", ProducerTuning.fast(limits), cluster, serdes, meters, stamping);
    }

    /**
     * Learns where the topics are and registers their schemas, so that their first records do not wait. May block.
     *
     * @throws KafkaException when broker or registry are away; the topics can still be sent to later
     */
    public void prepare(Collection<Topic<?>> topics) {
        for (var topic : topics) {
            locate(topic.name(), System.nanoTime() + limits.delivery().toNanos());
            serializer.serialize(topic.name(), topic.message());
        }
    }

    /** @param refusal why the topic takes nothing now; asked of every record */
    public void guard(Topic<?> topic, Supplier<Optional<String>> refusal) {
        guards.put(topic.name(), refusal);
    }

    private void locate(String topic, long deadline) {
        while (true) {
            try {
                producer.partitionsFor(topic);
                return;
            } catch (TimeoutException e) {
                if (System.nanoTime() - deadline > 0) throw e;
            }
        }
    }

    /** To the partition of the key. */
    public <V extends Message> CompletableFuture<RecordMetadata> send(Topic<V> topic, String key, V value) {
        return send(topic, null, key, value);
    }

    /**
     * To the partition of the key, in their order. Nothing is sent after one that is refused at once, which would be a
     * gap.
     *
     * @return completes when the broker has all of them, with where
     */
    public <V extends Message> CompletableFuture<List<RecordMetadata>> sendAll(
            Topic<V> topic, String key, List<V> values) {
        var sent = new ArrayList<CompletableFuture<RecordMetadata>>(values.size());
        for (var value : values) {
            var one = send(topic, key, value);
            sent.add(one);
            if (one.isCompletedExceptionally()) break;
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .thenApply(done -> sent.stream().map(CompletableFuture::join).toList());
    }

    public <V extends Message> CompletableFuture<RecordMetadata> send(
            Topic<V> topic, int partition, String key, V value) {
        return send(topic, Integer.valueOf(partition), key, value);
    }

    private CompletableFuture<RecordMetadata> send(
            Topic<?> topic, @Nullable Integer partition, String key, Message value) {
        if (isClosed) return refused(Reason.CLOSED, "the gateway is stopping", null);
        var why = guards.getOrDefault(topic.name(), Optional::empty).get();
        if (why.isPresent()) return refused(Reason.UNREAD, why.get(), null);
        byte[] bytes;
        try {
            bytes = serialize(topic, value);
        } catch (IntakeRefused e) {
            return refused(e);
        }
        var keyBytes = key.getBytes(StandardCharsets.UTF_8);
        var size = bytes.length + keyBytes.length + RECORD_OVERHEAD;
        if (size > RecordLimits.RECORD_BYTES) {
            return refused(Reason.INVALID, "a record of " + size + " bytes is larger than a record may be", null);
        }
        if (topicQuiet.isNow(topic.name())) return refused(Reason.KAFKA_AWAY, "Kafka does not answer", null);
        if (inFlight.addAndGet(size) > limits.inFlight().bytes()) {
            inFlight.addAndGet(-size);
            return refused(Reason.FULL, "more than " + limits.inFlight() + " await Kafka", null);
        }
        return produce(
                topic.name(), new Delivery(size), new ProducerRecord<>(topic.name(), partition, keyBytes, bytes));
    }

    private byte[] serialize(Topic<?> topic, Message value) {
        var subject = topic.subject();
        if (registryQuiet.isNow(subject)) {
            throw new IntakeRefused(Reason.REGISTRY_AWAY, "the schema registry does not answer", null);
        }
        try {
            return Objects.requireNonNull(serializer.serialize(topic.name(), value));
        } catch (RetriableException e) {
            registryQuiet.begin(subject);
            throw new IntakeRefused(Reason.REGISTRY_AWAY, String.valueOf(e.getMessage()), e);
        } catch (KafkaException e) {
            throw new IntakeRefused(Reason.INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    private CompletableFuture<RecordMetadata> produce(
            String topic, Delivery delivery, ProducerRecord<byte[], byte[]> outgoing) {
        var caller = Thread.currentThread();
        try {
            producer.send(outgoing, (metadata, failure) -> {
                var neverSent = Thread.currentThread() == caller;
                if (neverSent && failure instanceof TimeoutException) topicQuiet.begin(topic);
                delivery.ended(metadata, failure, neverSent);
            });
        } catch (KafkaException | IllegalStateException e) {
            delivery.ended(null, e, true);
        }
        return delivery.future;
    }

    private CompletableFuture<RecordMetadata> refused(Reason reason, String message, @Nullable Throwable cause) {
        return refused(new IntakeRefused(reason, message, cause));
    }

    private CompletableFuture<RecordMetadata> refused(IntakeRefused refusal) {
        meters.refused(refusal);
        return CompletableFuture.failedFuture(refusal);
    }

    /** Bytes that await the broker. */
    public long inFlightBytes() {
        return inFlight.get();
    }

    /** Degraded while sends fail. */
    public Health health() {
        return meters.health();
    }

    /** Waits, for as long as a delivery may take, for what is in flight. */
    @Override
    public void close() {
        if (isClosed) return;
        isClosed = true;
        producerMetrics.close();
        producer.close(limits.delivery());
    }

    /** One record on its way. */
    private final class Delivery {

        final CompletableFuture<RecordMetadata> future = new CompletableFuture<>();
        private final int size;
        private final long begun = System.nanoTime();

        Delivery(int size) {
            this.size = size;
            meters.sent();
        }

        void ended(@Nullable RecordMetadata metadata, @Nullable Exception failure, boolean neverSent) {
            inFlight.addAndGet(-size);
            if (failure == null && metadata != null) {
                var acknowledged = System.nanoTime();
                meters.acknowledged(acknowledged - begun);
                if (metadata.hasTimestamp()) {
                    stamping.stamped(begun, acknowledged, Instant.ofEpochMilli(metadata.timestamp()));
                }
                future.complete(metadata);
                return;
            }
            var refusal = new IntakeRefused(reason(failure, neverSent), "Kafka: " + failure, failure);
            meters.refused(refusal);
            future.completeExceptionally(refusal);
        }

        private Reason reason(@Nullable Exception failure, boolean neverSent) {
            if (isClosed) return neverSent ? Reason.CLOSED : Reason.UNCONFIRMED;
            if (failure instanceof TimeoutException) return neverSent ? Reason.KAFKA_AWAY : Reason.UNCONFIRMED;
            return failure instanceof RetriableException ? Reason.UNCONFIRMED : Reason.INVALID;
        }
    }
}
