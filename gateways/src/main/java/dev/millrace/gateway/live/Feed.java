package dev.millrace.gateway.live;

import com.google.protobuf.Message;
import dev.millrace.topic.Stamp;
import java.util.ArrayDeque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One partition of one subscription: first a catch-up thread steps it forward, then it joins the live partition.
 *
 * <p>Used by one thread at a time, handed over under the partition's monitor.
 */
final class Feed<V extends Message> {

    /** How a catch-up goes on. */
    enum Step {
        AGAIN,
        WHEN_THERE_IS_ROOM,
        WHEN_THE_BROKER_ANSWERS,
        DONE
    }

    private static final int CHUNK = 64;
    private static final long FARTHEST = 1 << 17;

    private final KeyedSubscription<V> subscription;
    private final LivePartition<V> partition;
    private final @Nullable SourceFilter filter;
    private final ArrayDeque<LiveRecord<V>> carried = new ArrayDeque<>();
    private boolean isLocated;
    private long next;
    private long afterCarried;
    private long tailEnd = -1;

    Feed(KeyedSubscription<V> subscription, LivePartition<V> partition, boolean isFiltered) {
        this.subscription = subscription;
        this.partition = partition;
        this.filter = isFiltered ? new SourceFilter() : null;
    }

    LivePartition<V> partition() {
        return partition;
    }

    boolean isClosed() {
        return subscription.isClosed();
    }

    void fail(RuntimeException cause) {
        subscription.fail(cause);
    }

    /** The offset of the first record not delivered yet. */
    long next() {
        return next;
    }

    /** Reads on, a little. The partition is open. */
    Step step(Past past, LogLook<V> look) {
        if (isClosed()) return Step.DONE;
        if (!isLocated) {
            next = locate(subscription.watch().start(), look);
            isLocated = true;
        }
        if (carried.isEmpty()) {
            var fromTail = partition.from(next, CHUNK);
            if (fromTail.isPresent() && isAtTheEnd(fromTail.get().size()) && partition.join(this)) return Step.DONE;
            if (fromTail.isPresent()) fromTail.get().forEach(this::carry);
            else if (!readPast(past)) return Step.WHEN_THE_BROKER_ANSWERS;
        }
        return deliverCarried();
    }

    /** With less than a chunk to go, or with all that was there when it reached the tail, what is left may be live. */
    private boolean isAtTheEnd(int remaining) {
        if (tailEnd < 0) tailEnd = partition.end();
        return remaining < CHUNK || next >= tailEnd;
    }

    private boolean readPast(Past past) {
        var originals = past.read(partition.id(), next);
        for (ConsumerRecord<byte[], byte[]> original : originals) {
            partition.reading().parse(original).ifPresent(this::carry);
        }
        afterCarried = past.next();
        return afterCarried > next;
    }

    private void carry(LiveRecord<V> live) {
        carried.add(live);
        afterCarried = Math.max(afterCarried, live.offset() + 1);
    }

    private Step deliverCarried() {
        while (!carried.isEmpty()) {
            if (isClosed()) return Step.DONE;
            var live = carried.getFirst();
            if (subscription.wants(live) && subscription.room() < live.weight()) return Step.WHEN_THERE_IS_ROOM;
            carried.removeFirst();
            deliver(live);
        }
        next = Math.max(next, afterCarried);
        return Step.AGAIN;
    }

    void deliver(LiveRecord<V> live) {
        if (live.offset() < next) return;
        next = live.offset() + 1;
        if (!subscription.wants(live)) return;
        if (filter == null || filter.admits(Stamp.of(live.value()))) subscription.deliver(live);
    }

    void restart(long offset) {
        next = offset;
    }

    void joined() {
        subscription.isLiveIn(this);
    }

    private long locate(Start<V> start, LogLook<V> look) {
        if (start instanceof Start.Tail<V> tail) return look.tail(subscription::wants, tail.records(), FARTHEST);
        if (start instanceof Start.Cursor<V> cursor) return Math.max(0, Math.min(cursor.offset(), look.end()));
        if (start instanceof Start.Time<V> time) return look.at(time.appended());
        if (start instanceof Start.Located<V> located) {
            return Math.max(0, Math.min(located.locator().locate(look), look.end()));
        }
        return look.end();
    }
}
