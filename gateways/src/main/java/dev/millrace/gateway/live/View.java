package dev.millrace.gateway.live;

import com.google.protobuf.Message;
import dev.millrace.part.Health;
import dev.millrace.topic.Stamp;
import dev.millrace.topic.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * A compacted topic as a map, followed as it changes. A record of an older session than the one known for its key is
 * ignored. Outlives brokers that are away. Thread-safe.
 */
public final class View<V extends Message> implements AutoCloseable {

    /** Told of each change in order, one at a time, on a thread that others wait for; must not block. */
    @FunctionalInterface
    public interface Listener<V> {

        void onChange(LiveRecord<V> change);
    }

    /** Ends a listener's being told. */
    @FunctionalInterface
    public interface Listening extends AutoCloseable {

        @Override
        void close();
    }

    private final Topic<V> topic;
    private final Map<String, LiveRecord<V>> newest = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Listener<V>> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Counter fenced;
    private final Subscription subscription;

    private View(LiveReader reader, Topic<V> topic, MeterRegistry meters) {
        this.topic = topic;
        this.fenced = meters.counter("millrace.view.fenced", "topic", topic.plainName());
        this.subscription = reader.subscribe(Watch.all(topic, Start.cursor(0)), new Following());
    }

    /**
     * Starts to read the topic from its beginning; returns at once.
     *
     * @param reader of committed records, when a topology writes the topic exactly once
     */
    public static <V extends Message> View<V> open(LiveReader reader, Topic<V> topic, MeterRegistry meters) {
        return new View<>(reader, topic, meters);
    }

    /** Completes once everything that was there at the start has been read, on a thread that must not be blocked. */
    public CompletableFuture<Void> ready() {
        return ready.copy();
    }

    public Optional<V> get(String key) {
        return live(key).map(LiveRecord::value);
    }

    /** The record itself, with its offset and time. */
    public Optional<LiveRecord<V>> live(String key) {
        return Optional.ofNullable(newest.get(key));
    }

    /** A snapshot. */
    public Map<String, V> all() {
        return newest.values().stream().collect(Collectors.toUnmodifiableMap(LiveRecord::key, LiveRecord::value));
    }

    /** A snapshot of the records themselves. */
    public List<LiveRecord<V>> records() {
        return List.copyOf(newest.values());
    }

    /** Tells the listener of what is known, then of every change, deletions too, until the result is closed. */
    public Listening listen(Listener<V> listener) {
        synchronized (newest) {
            newest.values().forEach(listener::onChange);
            listeners.add(listener);
        }
        return () -> listeners.remove(listener);
    }

    public Health health() {
        if (subscription.state() == Subscription.State.CLOSED) {
            return Health.of(Health.State.DOWN, topic + " is not read any more");
        }
        return ready.isDone() ? Health.ready() : Health.of(Health.State.STARTING, topic + " is being read");
    }

    @Override
    public void close() {
        subscription.close();
    }

    private final class Following implements Subscriber<V> {

        @Override
        public void onRecord(LiveRecord<V> live) {
            synchronized (newest) {
                var known = newest.get(live.key());
                if (known != null && epoch(live) < epoch(known)) {
                    fenced.increment();
                    return;
                }
                newest.put(live.key(), live);
                listeners.forEach(listener -> listener.onChange(live));
            }
        }

        @Override
        public void onDeletion(LiveRecord<V> live) {
            synchronized (newest) {
                newest.remove(live.key());
                listeners.forEach(listener -> listener.onChange(live));
            }
        }

        @Override
        public void onLive() {
            ready.complete(null);
        }

        private long epoch(LiveRecord<V> live) {
            return Stamp.of(live.value()).sessionEpoch();
        }
    }
}
