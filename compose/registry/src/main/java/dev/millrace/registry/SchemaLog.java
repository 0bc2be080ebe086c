package dev.millrace.registry;

import dev.millrace.part.Backoff;
import dev.millrace.registry.Refused.Code;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The topic, written by one instance at a time and read by all. Thread-safe.
 *
 * <p>Instances share one transactional id, so that Kafka itself keeps them apart: who begins to write fences whoever
 * wrote before, reads all that was written, and only then decides. An instance that was fenced in the middle has
 * written nothing and starts over.
 */
final class SchemaLog implements AutoCloseable {

    private static final int ATTEMPTS = 10;
    /** Two that write at once would go on fencing each other if neither waited. */
    private static final Backoff GIVE_WAY = new Backoff(Duration.ofMillis(20), Duration.ofMillis(500));

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> connection;
    private final TopicPartition partition;
    private final LogReader reader;
    private final Admin admin;
    private @Nullable KafkaProducer<byte[], byte[]> pen;

    SchemaLog(SchemaRegistry.Config config, Admin admin, LogReader reader) {
        this.connection = config.connection();
        this.partition = config.partition();
        this.admin = admin;
        this.reader = reader;
    }

    /** What came of a decision, and the entries that make it so; nothing is written when there are none. */
    record Decision<T>(T answer, List<Entry> entries) {}

    /** Decides on the newest state, writes, and returns once this instance has read what it wrote. */
    synchronized <T> T write(Supplier<Decision<T>> decide) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(decide);
            } catch (ProducerFencedException | InvalidProducerEpochException e) {
                drop();
                if (attempt == ATTEMPTS) throw away("other registries keep writing");
                LockSupport.parkNanos(
                        GIVE_WAY.wait(attempt, ThreadLocalRandom.current()).toNanos());
            } catch (RecordTooLargeException e) {
                drop();
                throw new Refused(Code.TOO_LARGE, "the schema is larger than Kafka takes: " + e.getMessage());
            } catch (InterruptException | ConfigException e) {
                drop();
                throw e;
            } catch (KafkaException e) {
                drop();
                throw away(String.valueOf(e.getMessage()));
            }
        }
    }

    private <T> T attempt(Supplier<Decision<T>> decide) {
        var producer = pen();
        refresh();
        var decision = decide.get();
        if (decision.entries().isEmpty()) return decision.answer();
        producer.beginTransaction();
        Future<RecordMetadata> last = null;
        for (var entry : decision.entries()) {
            var encoded = EntryFormat.encode(entry);
            last = producer.send(
                    new ProducerRecord<>(partition.topic(), partition.partition(), encoded.key(), encoded.value()));
        }
        producer.commitTransaction();
        if (last != null) awaitRead(await(last).offset() + 1);
        return decision.answer();
    }

    /** Reads up to what is the end by now. */
    void refresh() {
        var end = admin.listOffsets(
                        Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .partitionResult(partition);
        awaitRead(await(end.toCompletionStage().toCompletableFuture()).offset());
    }

    private void awaitRead(long offset) {
        if (!reader.awaitRead(offset, PATIENCE)) throw away("the topic " + partition.topic() + " cannot be read");
    }

    private static <T> T await(Future<T> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException known) throw known;
            throw new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("no answer within " + PATIENCE);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static Refused away(String reason) {
        return new Refused(Code.STORE_AWAY, "the registry cannot reach its topic in Kafka, try again later: " + reason);
    }

    private KafkaProducer<byte[], byte[]> pen() {
        if (pen != null) return pen;
        var settings = new HashMap<>(connection);
        settings.put("client.id", "schema-registry-" + UUID.randomUUID());
        settings.put("transactional.id", "schema-registry-" + partition.topic());
        settings.put("linger.ms", 0);
        settings.put("max.request.size", 4 << 20);
        settings.put("max.block.ms", PATIENCE.toMillis());
        settings.put("request.timeout.ms", 2_000);
        settings.put("delivery.timeout.ms", (int) PATIENCE.toMillis());
        settings.put("transaction.timeout.ms", 2 * (int) PATIENCE.toMillis());
        var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        pen = producer;
        producer.initTransactions();
        return producer;
    }

    /** A producer that failed cannot go on; the next write takes a new one. */
    private void drop() {
        if (pen != null) pen.close(Duration.ZERO);
        pen = null;
    }

    @Override
    public synchronized void close() {
        if (pen != null) pen.close(Duration.ofSeconds(1));
        pen = null;
    }
}
