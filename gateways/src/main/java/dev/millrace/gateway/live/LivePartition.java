package dev.millrace.gateway.live;

import com.google.protobuf.Message;
import dev.millrace.topic.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A watched partition: its tail, and the feeds that are live. Thread-safe; the reader's thread adds records, catch-up
 * threads let feeds join.
 *
 * <p>Its monitor is taken before that of a subscription, never after.
 */
final class LivePartition<V extends Message> {

    private final TopicPartition id;
    private final Reading<V> reading;
    private final TailLimits limits;
    private final ReaderMeters meters;
    private final @Nullable SourceFilter filter;
    private final Object opening = new Object();
    private final List<Feed<V>> feeds = new ArrayList<>();
    private @Nullable Tail<V> tail;

    LivePartition(TopicPartition id, Reading<V> reading, TailLimits limits, boolean isFiltered, ReaderMeters meters) {
        this.id = id;
        this.reading = reading;
        this.limits = limits;
        this.meters = meters;
        this.filter = isFiltered ? new SourceFilter() : null;
    }

    TopicPartition id() {
        return id;
    }

    Reading<V> reading() {
        return reading;
    }

    /** Begins the tail where the log ends now, once; {@code read} then starts the reader there. */
    void open(LongSupplier logEnd, LongConsumer read) {
        synchronized (opening) {
            if (isOpen()) return;
            var end = logEnd.getAsLong();
            synchronized (this) {
                tail = new Tail<>(limits.bytes().bytes(), limits.age().toMillis(), end);
            }
            read.accept(end);
        }
    }

    private synchronized boolean isOpen() {
        return tail != null;
    }

    /** Takes what was read, up to before {@code next}. */
    void accept(List<ConsumerRecord<byte[], byte[]>> originals, long next) {
        for (var original : originals) {
            var live = reading.parse(original);
            if (live.isPresent()) add(live.get());
            meters.read(original.timestamp());
        }
        synchronized (this) {
            tail().advance(next);
        }
    }

    private synchronized void add(LiveRecord<V> live) {
        if (live.offset() < tail().end()) restart(live.offset());
        if (filter != null && !filter.admits(Stamp.of(live.value()))) return;
        tail().add(live);
        for (var feed : feeds) feed.deliver(live);
    }

    /** The log was cut or made again: what comes is new, whatever its offset. */
    private void restart(long offset) {
        tail().reset(offset);
        for (var feed : feeds) feed.restart(offset);
    }

    synchronized void expire(long nowMs) {
        if (tail != null) tail.expire(nowMs);
        feeds.removeIf(Feed::isClosed);
    }

    /** Up to {@code most} records from {@code offset} on; empty when the tail does not go back that far. */
    synchronized Optional<List<LiveRecord<V>>> from(long offset, int most) {
        return tail().reaches(offset) ? Optional.of(tail().from(offset, most)) : Optional.empty();
    }

    /** Gives the feed all that it lacks, and from then on what comes; false when the tail no longer has it. */
    synchronized boolean join(Feed<V> feed) {
        if (!tail().reaches(feed.next())) return false;
        for (var live : tail().from(feed.next(), Integer.MAX_VALUE)) feed.deliver(live);
        feeds.add(feed);
        feed.joined();
        return true;
    }

    synchronized Optional<LiveRecord<V>> newest(Predicate<LiveRecord<V>> matching) {
        return tail().newest(matching);
    }

    synchronized long end() {
        return tail().end();
    }

    synchronized long bytes() {
        return tail == null ? 0 : tail.bytes();
    }

    private Tail<V> tail() {
        if (tail == null) throw new IllegalStateException("not open: " + id);
        return tail;
    }
}
