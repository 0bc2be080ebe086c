package dev.millrace.gateway.analyst.query;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** What a question has read from topics. Thread-safe. */
public final class Tally {

    private final TreeMap<Place, Part> parts = new TreeMap<>();
    private long records;
    private long bytes;
    private long unreadable;
    private boolean isClosed;

    private record Place(String topic, int partition) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            var byTopic = topic.compareTo(other.topic);
            return byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
        }
    }

    /**
     * What was read of one partition; twice the records where it was read twice.
     *
     * @param from the first offset
     * @param to the offset after the last
     */
    public record Part(String topic, int partition, long from, long to, long records, long bytes) {

        Part with(Part other) {
            return new Part(
                    topic,
                    partition,
                    Math.min(from, other.from),
                    Math.max(to, other.to),
                    records + other.records,
                    bytes + other.bytes);
        }
    }

    synchronized void add(Part part) {
        if (isClosed) return;
        parts.merge(new Place(part.topic, part.partition), part, Part::with);
        records += part.records;
        bytes += part.bytes;
    }

    synchronized void addUnreadable(long count) {
        if (!isClosed) unreadable += count;
    }

    /** Counts no more, since what follows is no part of the answer. */
    synchronized void close() {
        isClosed = true;
    }

    public synchronized Collection<Part> parts() {
        return List.copyOf(parts.values());
    }

    public synchronized long records() {
        return records;
    }

    public synchronized long bytes() {
        return bytes;
    }

    /** Records of which a column that was asked for could not be decoded. */
    public synchronized long unreadable() {
        return unreadable;
    }
}
