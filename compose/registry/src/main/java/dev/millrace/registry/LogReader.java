package dev.millrace.registry;

import dev.millrace.part.LogThrottle;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that brings the catalogue up to the end of the topic and keeps it there. Thread-safe. */
final class LogReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
    private static final Duration CHECK = Duration.ofSeconds(1);

    private final Catalogue catalogue;
    private final TopicPartition partition;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread = new Thread(this::run, "schema-log-reader");
    private final LogThrottle unreadable = new LogThrottle();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition hasRead = lock.newCondition();
    private long position;
    private volatile boolean isAway;
    private volatile boolean isClosed;

    LogReader(SchemaRegistry.Config config, Catalogue catalogue) {
        this.catalogue = catalogue;
        this.partition = config.partition();
        var settings = new HashMap<>(config.connection());
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        settings.put("default.api.timeout.ms", 2_000);
        settings.put("request.timeout.ms", 1_900);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void start() {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether Kafka did not answer lately; what was read until then is still served. */
    boolean isAway() {
        return isAway;
    }

    /** Whether the thread ended before it was told to, by a bug. */
    boolean isDead() {
        return !thread.isAlive() && !isClosed;
    }

    /** Whether everything below the offset was read in time. */
    boolean awaitRead(long offset, Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (position < offset) {
                if (left <= 0) return false;
                left = hasRead.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try (consumer) {
            long checked = System.nanoTime();
            while (!isClosed) {
                consumer.poll(CHECK).forEach(this::apply);
                if (System.nanoTime() - checked > CHECK.toNanos()) {
                    checked = System.nanoTime();
                    check();
                }
                if (!isAway) advance();
            }
        } catch (WakeupException e) {
            if (!isClosed) throw e;
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        var entry = EntryFormat.decode(record.key(), record.value());
        if (entry instanceof Entry.Unreadable bad) {
            unreadable.log(count -> LOG.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("reason", bad.reason())
                    .addKeyValue("count", count)
                    .log("a record in the schema topic cannot be read"));
        }
        catalogue.apply(entry);
    }

    /** Asks Kafka for something, since polling does not tell silence from absence. */
    private void check() {
        try {
            consumer.endOffsets(List.of(partition));
            isAway = false;
        } catch (RetriableException e) {
            isAway = true;
        }
    }

    private void advance() {
        try {
            long now = consumer.position(partition);
            lock.lock();
            try {
                position = now;
                hasRead.signalAll();
            } finally {
                lock.unlock();
            }
        } catch (RetriableException e) {
            isAway = true;
        }
    }

    @Override
    public void close() {
        isClosed = true;
        if (!thread.isAlive()) {
            consumer.close();
            return;
        }
        consumer.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
