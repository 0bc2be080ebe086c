package dev.millrace.gateway.live;

import dev.millrace.topic.Topic;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One record of a topic, parsed once for all who read it. Thread-safe. */
public final class LiveRecord<V> {

    private static final int OVERHEAD_BYTES = 256;

    private final Topic<?> topic;
    private final int partition;
    private final long offset;
    private final String key;
    private final V value;
    private final long timestampMs;
    private final int valueBytes;
    private final boolean isDeletion;
    private volatile @Nullable Map<Encoding<? super V>, Payload> encodings;

    LiveRecord(
            Topic<?> topic,
            int partition,
            long offset,
            String key,
            V value,
            long timestampMs,
            int valueBytes,
            boolean isDeletion) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.key = key;
        this.value = value;
        this.timestampMs = timestampMs;
        this.valueBytes = valueBytes;
        this.isDeletion = isDeletion;
    }

    public Topic<?> topic() {
        return topic;
    }

    public int partition() {
        return partition;
    }

    public long offset() {
        return offset;
    }

    /** Empty for a record without a key. */
    public String key() {
        return key;
    }

    /** The message; of a deletion, an empty one. */
    public V value() {
        return value;
    }

    /** Whether the record deletes its key from a compacted topic. */
    public boolean isDeletion() {
        return isDeletion;
    }

    /** When the broker appended it. */
    public Instant appended() {
        return Instant.ofEpochMilli(timestampMs);
    }

    /** What it costs to keep. */
    public int weight() {
        return valueBytes + OVERHEAD_BYTES;
    }

    /** The record in a dialect, encoded at the first call only. */
    public Payload encoded(Encoding<? super V> encoding) {
        var known = encodings;
        if (known == null) known = startEncodings();
        return known.computeIfAbsent(encoding, e -> encode(e));
    }

    private Payload encode(Encoding<? super V> encoding) {
        @SuppressWarnings("unchecked")
        var exact = (Encoding<V>) encoding;
        return exact.encode(this);
    }

    private synchronized Map<Encoding<? super V>, Payload> startEncodings() {
        var known = encodings;
        if (known == null) {
            known = new ConcurrentHashMap<>(2);
            encodings = known;
        }
        return known;
    }
}
