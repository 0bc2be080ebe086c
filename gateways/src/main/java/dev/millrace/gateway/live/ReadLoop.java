package dev.millrace.gateway.live;

import dev.millrace.part.Health;
import dev.millrace.part.LogThrottle;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of a live reader: it alone touches the consumer. Others hand it orders. */
final class ReadLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Watched watched;
    private final TailLimits limits;
    private final LinkedBlockingQueue<Runnable> orders = new LinkedBlockingQueue<>();
    private final Map<TopicPartition, LivePartition<?>> assigned = new HashMap<>();
    private final LogThrottle throttle = new LogThrottle();
    private long sweepAt = System.nanoTime();
    private volatile Health health = Health.ready();
    private volatile boolean isClosing;

    ReadLoop(KafkaConsumer<byte[], byte[]> consumer, Watched watched, TailLimits limits) {
        this.consumer = consumer;
        this.watched = watched;
        this.limits = limits;
    }

    /** Reads a partition from an offset on. Any thread. */
    void read(LivePartition<?> partition, long from) {
        order(() -> {
            if (!watched.has(partition)) return;
            assigned.put(partition.id(), partition);
            consumer.assign(assigned.keySet());
            consumer.seek(partition.id(), from);
        });
    }

    /** Any thread. */
    void release(TopicPartition id) {
        watched.release(id, System.nanoTime());
    }

    Health health() {
        return health;
    }

    /** Any thread. */
    void close() {
        isClosing = true;
        order(() -> {});
    }

    private void order(Runnable order) {
        orders.add(order);
        consumer.wakeup();
    }

    @Override
    public void run() {
        try {
            while (!isClosing) round();
        } catch (InterruptException e) {
            health = Health.of(Health.State.DOWN, "interrupted");
        } catch (RuntimeException | Error e) {
            health = Health.of(Health.State.DOWN, "the reader has stopped: " + e);
            throw e;
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private void round() {
        try {
            for (var order = orders.poll(); order != null; order = orders.poll()) order.run();
            if (assigned.isEmpty()) awaitOrder();
            else hand(consumer.poll(POLL));
            if (System.nanoTime() - sweepAt >= 0) sweep();
        } catch (WakeupException e) {
            // There is an order.
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throttle.log(times -> LOG.warn("reading fails times={} cause={}", times, e.toString()));
            health = Health.of(Health.State.DEGRADED, "reading fails: " + e.getMessage());
        }
    }

    private void awaitOrder() {
        try {
            var order = orders.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
            if (order != null) order.run();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void hand(ConsumerRecords<byte[], byte[]> records) {
        records.nextOffsets().forEach((id, next) -> {
            var partition = assigned.get(id);
            if (partition != null) partition.accept(records.records(id), next.offset());
        });
    }

    private void sweep() {
        var now = System.nanoTime();
        sweepAt = now + SWEEP_NANOS;
        var nowMs = System.currentTimeMillis();
        assigned.values().forEach(partition -> partition.expire(nowMs));
        var idle = watched.forgetIdle(now, limits.grace().toNanos());
        if (assigned.keySet().removeAll(idle)) consumer.assign(assigned.keySet());
        health = isConnected() ? Health.ready() : Health.of(Health.State.DEGRADED, "not connected to a broker");
    }

    private boolean isConnected() {
        if (assigned.isEmpty()) return true;
        return consumer.metrics().entrySet().stream()
                .filter(e -> e.getKey().name().equals("connection-count"))
                .anyMatch(e -> e.getValue().metricValue() instanceof Double count && count > 0);
    }
}
