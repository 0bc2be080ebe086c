package dev.millrace.gateway.live;

import com.google.protobuf.Message;
import dev.millrace.part.Health;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.serde.MessageSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;

/**
 * The one reader of a lane in a gateway: it reads the partitions that somebody watches, parses each record once, keeps
 * a bounded tail of each partition and hands records to subscriptions as they come. It never waits for a subscriber.
 *
 * <p>Outlives brokers that are away. Thread-safe.
 */
public final class LiveReader implements AutoCloseable {

    /** Which records a reader passes on. */
    public enum Lane {
        /** Everything as it is written. */
        FAST,
        /**
         * Records of transactions before they are committed. A record of an aborted transaction is followed by its
         * rewrite, which names the same {@code source}; of these the first is passed. For topics in which an input
         * record leads to one record at most.
         */
        EXACT_SEEN_EARLY,
        EXACT_SEEN_COMMITTED
    }

    /** @param unreadable told of records that could not be parsed, on the reader's thread */
    public static LiveReader open(
            Lane lane,
            Cluster cluster,
            MessageSerdes serdes,
            TailLimits limits,
            MeterRegistry meters,
            Consumer<UnreadableRecord> unreadable) {
        throw new UnsupportedOperationException();
    }

    /** Starts to read for a subscriber; returns at once. */
    public <V extends Message> Subscription subscribe(Watch<V> watch, Subscriber<V> subscriber) {
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
