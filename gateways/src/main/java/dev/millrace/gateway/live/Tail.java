package dev.millrace.gateway.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The newest records of one partition: all those with offsets from {@link #start()} to before {@link #end()}, bounded
 * in bytes and age. Not thread-safe.
 */
final class Tail<V> {

    private final long maxBytes;
    private final long maxAgeMs;
    private final ArrayDeque<LiveRecord<V>> records = new ArrayDeque<>();
    private long start;
    private long end;
    private long bytes;

    /** @param end the offset of the record to be added first */
    Tail(long maxBytes, long maxAgeMs, long end) {
        this.maxBytes = maxBytes;
        this.maxAgeMs = maxAgeMs;
        this.start = end;
        this.end = end;
    }

    /** Adds the next record. Offsets may leave gaps, but never go back. */
    void add(LiveRecord<V> live) {
        records.add(live);
        bytes += live.weight();
        end = live.offset() + 1;
        while (bytes > maxBytes && records.size() > 1) drop();
    }

    /** Notes that the log has nothing more up to {@code offset}. */
    void advance(long offset) {
        end = Math.max(end, offset);
        if (records.isEmpty()) start = end;
    }

    /** Starts anew where the log was cut or made again. */
    void reset(long offset) {
        records.clear();
        bytes = 0;
        start = offset;
        end = offset;
    }

    /** Lets go of what the broker appended too long before {@code nowMs}. */
    void expire(long nowMs) {
        while (!records.isEmpty() && nowMs - records.getFirst().appended().toEpochMilli() > maxAgeMs) drop();
    }

    /** Whether everything from {@code offset} on is here. */
    boolean reaches(long offset) {
        return offset >= start;
    }

    /** Up to {@code most} records from {@code offset} on; the caller has asked whether the tail reaches it. */
    List<LiveRecord<V>> from(long offset, int most) {
        var found = new ArrayList<LiveRecord<V>>();
        var backwards = records.descendingIterator();
        var skipped = 0;
        while (backwards.hasNext() && backwards.next().offset() >= offset) skipped++;
        var skip = records.size() - skipped;
        for (var live : records) {
            if (skip-- > 0) continue;
            if (found.size() == most) break;
            found.add(live);
        }
        return found;
    }

    Optional<LiveRecord<V>> newest(Predicate<LiveRecord<V>> matching) {
        var backwards = records.descendingIterator();
        while (backwards.hasNext()) {
            var live = backwards.next();
            if (matching.test(live)) return Optional.of(live);
        }
        return Optional.empty();
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    long bytes() {
        return bytes;
    }

    private void drop() {
        var oldest = records.remove();
        bytes -= oldest.weight();
        start = records.isEmpty() ? end : oldest.offset() + 1;
    }
}
