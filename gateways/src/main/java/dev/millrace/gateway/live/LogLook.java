package dev.millrace.gateway.live;

import com.google.protobuf.Message;
import dev.millrace.topic.Topic;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** A partition as its locator sees it: the tail in memory, and the log behind it. Used by one thread. */
final class LogLook<V extends Message> implements PartitionLook<V> {

    private static final long FIRST_STEP = 64;

    private final LivePartition<V> partition;
    private final Past past;
    private final Function<Topic<?>, Reading<?>> readings;
    private final long end;

    LogLook(LivePartition<V> partition, Past past, Function<Topic<?>, Reading<?>> readings) {
        this.partition = partition;
        this.past = past;
        this.readings = readings;
        this.end = partition.end();
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public Optional<LiveRecord<V>> newestInMemory(Predicate<LiveRecord<V>> matching) {
        return partition.newest(matching);
    }

    @Override
    public Optional<LiveRecord<V>> at(long offset) {
        if (offset < 0 || offset >= end) return Optional.empty();
        return past.read(partition.id(), offset).stream()
                .filter(original -> original.offset() == offset)
                .findFirst()
                .flatMap(partition.reading()::parse);
    }

    @Override
    public Optional<LiveRecord<V>> scanBack(Predicate<LiveRecord<V>> matching, long farthest) {
        return newest(partition.reading(), partition.id(), end, matching, 1, farthest).stream()
                .findFirst();
    }

    @Override
    public <I extends Message> Optional<LiveRecord<I>> scanBack(
            Topic<I> index, Predicate<LiveRecord<I>> matching, long farthest) {
        var id = new TopicPartition(index.name(), partition.id().partition());
        @SuppressWarnings("unchecked")
        var reading = (Reading<I>) readings.apply(index);
        return newest(reading, id, past.end(id), matching, 1, farthest).stream().findFirst();
    }

    long at(Instant appended) {
        return past.at(partition.id(), appended);
    }

    /** The offset from which on there are {@code wanted} matching records, or as many as there are. */
    long tail(Predicate<LiveRecord<V>> matching, int wanted, long farthest) {
        if (wanted == 0) return end;
        return newest(partition.reading(), partition.id(), end, matching, wanted, farthest).stream()
                .findFirst()
                .map(LiveRecord::offset)
                .orElse(end);
    }

    /** The newest matching records, the oldest of them first. */
    private <I extends Message> List<LiveRecord<I>> newest(
            Reading<I> reading,
            TopicPartition id,
            long before,
            Predicate<LiveRecord<I>> matching,
            int wanted,
            long farthest) {
        var found = new ArrayDeque<LiveRecord<I>>();
        var begin = past.begin(id);
        var high = before;
        for (var step = FIRST_STEP; high > begin && before - high < farthest && found.size() < wanted; step *= 2) {
            var low = Math.max(begin, high - step);
            var window = matching(reading, id, low, high, matching);
            for (var i = window.size() - 1; i >= 0 && found.size() < wanted; i--) found.addFirst(window.get(i));
            high = low;
        }
        return new ArrayList<>(found);
    }

    private <I extends Message> List<LiveRecord<I>> matching(
            Reading<I> reading, TopicPartition id, long low, long high, Predicate<LiveRecord<I>> matching) {
        var found = new ArrayList<LiveRecord<I>>();
        for (var next = low; next < high; ) {
            var records = past.read(id, next);
            if (past.next() <= next) throw new TimeoutException("no answer from " + id);
            for (var original : records) {
                if (original.offset() < high)
                    reading.parse(original).filter(matching).ifPresent(found::add);
            }
            next = past.next();
        }
        return found;
    }
}
