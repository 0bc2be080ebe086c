package dev.millrace.gateway.live;

import com.google.protobuf.Message;
import dev.millrace.part.Health;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A compacted topic as a map, followed as it changes. A record of an older session than the one known for its key is
 * ignored. Outlives brokers that are away. Thread-safe.
 */
public final class View<V extends Message> implements AutoCloseable {

    /** Told of each change on the view's thread, in order; must not block. */
    @FunctionalInterface
    public interface Listener<V> {

        /** @param value empty when the key was deleted */
        void onChange(String key, Optional<LiveRecord<V>> value);
    }

    /** Starts to read the topic from its beginning; returns at once. */
    public static <V extends Message> View<V> open(
            Cluster cluster, MessageSerdes serdes, Topic<V> topic, MeterRegistry meters) {
        throw new UnsupportedOperationException();
    }

    /** Completes once everything that was there at the start has been read. */
    public CompletableFuture<Void> ready() {
        throw new UnsupportedOperationException();
    }

    public Optional<V> get(String key) {
        throw new UnsupportedOperationException();
    }

    /** The record itself, with its offset and time. */
    public Optional<LiveRecord<V>> live(String key) {
        throw new UnsupportedOperationException();
    }

    /** A snapshot. */
    public Map<String, V> all() {
        throw new UnsupportedOperationException();
    }

    /** Tells the listener of what is known, then of every change, until the result is closed. */
    public Subscription listen(Listener<V> listener) {
        throw new UnsupportedOperationException();
    }

    public Health health() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
