package dev.millrace.gateway.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The partitions that are watched or were a moment ago, and by how many. Thread-safe. */
final class Watched {

    private static final class Entry {
        final LivePartition<?> partition;
        int watchers;
        long idleSince;

        Entry(LivePartition<?> partition) {
            this.partition = partition;
        }
    }

    private final Map<TopicPartition, Entry> entries = new HashMap<>();

    /** The partition, new or known, with one watcher more. */
    synchronized LivePartition<?> retain(TopicPartition id, Function<TopicPartition, LivePartition<?>> open) {
        var entry = entries.computeIfAbsent(id, absent -> new Entry(open.apply(absent)));
        entry.watchers++;
        return entry.partition;
    }

    /** Whether this very partition is still watched, or was a moment ago. */
    synchronized boolean has(LivePartition<?> partition) {
        @Nullable Entry entry = entries.get(partition.id());
        return entry != null && entry.partition == partition;
    }

    synchronized void release(TopicPartition id, long now) {
        @Nullable Entry entry = entries.get(id);
        if (entry != null && --entry.watchers == 0) entry.idleSince = now;
    }

    /** Forgets and returns the partitions without watchers for longer than {@code nanos}. */
    synchronized List<TopicPartition> forgetIdle(long now, long nanos) {
        var idle = new ArrayList<TopicPartition>();
        entries.forEach((id, entry) -> {
            if (entry.watchers == 0 && now - entry.idleSince >= nanos) idle.add(id);
        });
        idle.forEach(entries::remove);
        return idle;
    }

    /** What the tails hold. Partitions are asked without this monitor, since they may be taken before it. */
    long bytes() {
        return all().stream().mapToLong(LivePartition::bytes).sum();
    }

    private synchronized List<LivePartition<?>> all() {
        var all = new ArrayList<LivePartition<?>>();
        for (var entry : entries.values()) all.add(entry.partition);
        return all;
    }

    synchronized int size() {
        return entries.size();
    }
}
