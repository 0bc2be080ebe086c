package dev.millrace.gateway.analyst.query;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Records by where they are: all four must hold.
 *
 * @param times in microseconds since the epoch
 * @param keys empty for any
 */
record Box(Span partitions, Span offsets, Span times, Optional<Set<String>> keys) {

    private static final char REPLACEMENT = '\uFFFD';

    static final Box ALL = new Box(Span.ALL, Span.ALL, Span.ALL, Optional.empty());

    Box {
        keys = keys.map(Set::copyOf);
    }

    static Box ofPartitions(Span partitions) {
        return new Box(partitions, Span.ALL, Span.ALL, Optional.empty());
    }

    static Box ofOffsets(Span offsets) {
        return new Box(Span.ALL, offsets, Span.ALL, Optional.empty());
    }

    static Box ofTimes(Span times) {
        return new Box(Span.ALL, Span.ALL, times, Optional.empty());
    }

    /** Of any key where this one may stand for bytes that are no text. */
    static Box ofKey(String key) {
        if (key.indexOf(REPLACEMENT) >= 0) return ALL;
        return new Box(Span.ALL, Span.ALL, Span.ALL, Optional.of(Set.of(key)));
    }

    Box and(Box other) {
        return new Box(
                partitions.and(other.partitions), offsets.and(other.offsets), times.and(other.times), keysAnd(other));
    }

    /** The smallest that holds both. */
    Box with(Box other) {
        return new Box(
                partitions.with(other.partitions),
                offsets.with(other.offsets),
                times.with(other.times),
                keysWith(other));
    }

    boolean isEmpty() {
        return partitions.isEmpty()
                || offsets.isEmpty()
                || times.isEmpty()
                || keys.map(Set::isEmpty).orElse(false);
    }

    /** @param key of the record; a record without one is none of any key */
    boolean contains(int partition, long offset, long time, Optional<String> key) {
        return partitions.contains(partition)
                && offsets.contains(offset)
                && times.contains(time)
                && keys.map(some -> key.map(some::contains).orElse(false)).orElse(true);
    }

    private Optional<Set<String>> keysAnd(Box other) {
        if (keys.isEmpty()) return other.keys;
        if (other.keys.isEmpty()) return keys;
        var both = new HashSet<>(keys.get());
        both.retainAll(other.keys.get());
        return Optional.of(both);
    }

    private Optional<Set<String>> keysWith(Box other) {
        if (keys.isEmpty() || other.keys.isEmpty()) return Optional.empty();
        var either = new HashSet<>(keys.get());
        either.addAll(other.keys.get());
        return Optional.of(either);
    }
}
