package dev.millrace.gateway.amqp;

import com.google.protobuf.Message;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.gateway.live.Start;
import dev.millrace.gateway.live.Subscriber;
import dev.millrace.gateway.live.Watch;
import dev.millrace.topic.Stamp;
import dev.millrace.topic.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The end of a topic: what was written there and could not be acknowledged any more, here or by a gateway that is gone,
 * the AMQP broker delivers again. Used by one thread, save that any may say what was written.
 */
final class Tail<V extends Message> {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Topic<V> topic;
    private final Reader<V> reader;
    private final Prefetch prefetch;
    private final Platform platform;
    private final AtomicLong newest = new AtomicLong(-1);
    /** The offset up to which the AMQP broker knows that it need not deliver again. */
    private long settled = -1;
    /** What of the topic's end may be delivered again, oldest first; null once that has come. */
    private @Nullable List<Long> unsettled;

    Tail(Topic<V> topic, Reader<V> reader, Prefetch prefetch, Platform platform) {
        this.topic = topic;
        this.reader = reader;
        this.prefetch = prefetch;
        this.platform = platform;
    }

    void written(long offset) {
        newest.accumulateAndGet(offset, Math::max);
    }

    /** The AMQP broker will deliver again nothing of what was written. */
    void settled() {
        settled = newest.get();
    }

    /**
     * Looks again what the topic ends with, before messages are delivered over a new connection.
     *
     * @param seen comes to know the messages that are found
     */
    void read(SeenMessages seen) throws IOException {
        var read = new CompletableFuture<Void>();
        var ends = new ArrayList<Long>();
        var watch = Watch.all(topic, Start.<V>tail(prefetch.tail()));
        var subscription = platform.seenCommitted().subscribe(watch, new Subscriber<>() {
            @Override
            public void onRecord(LiveRecord<V> live) {
                if (read.isDone() || !isHeard(live.value())) return;
                var fingerprint = fingerprint(live.value());
                seen.add(fingerprint);
                if (live.offset() > settled) ends.add(fingerprint);
            }

            @Override
            public void onLive() {
                read.complete(null);
            }

            @Override
            public void onFailure(RuntimeException cause) {
                read.completeExceptionally(cause);
            }
        });
        try {
            read.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the end of " + topic + " cannot be read yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            subscription.close();
        }
        unsettled = List.copyOf(ends.subList(Math.max(0, ends.size() - prefetch.messages()), ends.size()));
    }

    /** Others may have written between what was heard from exchanges. */
    private boolean isHeard(V value) {
        return Stamp.of(value).sessionId().startsWith(Ingress.SESSION) && reader.isSaid(value);
    }

    /** Whether what may be delivered again is still to come. */
    boolean isAwaited() {
        return unsettled != null;
    }

    /**
     * Takes it that all has come that is delivered again.
     *
     * @param again the fingerprints of those messages, in their order
     * @return the places of what was written before
     */
    BitSet among(List<Long> again) {
        var written = unsettled;
        unsettled = null;
        return written == null ? new BitSet() : Redelivery.written(written, again);
    }

    long fingerprint(V value) {
        return Fingerprint.of(reader.lasting(value));
    }
}
