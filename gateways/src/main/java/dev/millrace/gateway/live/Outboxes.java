package dev.millrace.gateway.live;

import dev.millrace.part.ByteSize;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.websocket.api.Session;

/** The outboxes of one kind of socket: their bound, what they do when full, and their counters. Thread-safe. */
public final class Outboxes {

    private final String socket;
    private final Overflow overflow;
    private final ByteSize bound;
    private final AtomicLong open = new AtomicLong();
    private final LongAdder waitingBytes = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final Counter sent;
    private final Counter sentBytes;
    private final Counter overflows;
    private volatile int mostWriting = Outbox.MOST_WRITING;

    /**
     * @param socket capability and path, as {@code hub/ws/viewer}: a tag of the counters, by which the overview finds
     *     what a socket dropped
     * @param bytes that may wait for one socket, beside the one message being written
     */
    public Outboxes(String socket, Overflow overflow, ByteSize bytes, MeterRegistry meters) {
        this.socket = socket;
        this.overflow = overflow;
        this.bound = bytes;
        this.sent = meters.counter("millrace.outbox.sent", "socket", socket);
        this.sentBytes = meters.counter("millrace.outbox.sent.bytes", "socket", socket);
        this.overflows = meters.counter("millrace.outbox.overflows", "socket", socket);
        var tags = Tags.of("socket", socket);
        meters.more().counter("millrace.outbox.dropped", tags, dropped);
        meters.gauge("millrace.outbox.waiting.bytes", tags, waitingBytes, LongAdder::sum);
        meters.gauge("millrace.outbox.open", tags, open);
    }

    /** Hands sockets a message only when they are done with the one before: what waits here can still be left out. */
    public Outboxes oneAtATime() {
        mostWriting = 1;
        return this;
    }

    /** The outbox of a socket; to be closed with it. */
    public Outbox open(Session session) {
        return open(Channel.of(session));
    }

    Outbox open(Channel channel) {
        open.incrementAndGet();
        return new Outbox(this, new Backlog(overflow, bound.bytes()), channel);
    }

    public String socket() {
        return socket;
    }

    /** Outboxes that are open. */
    public long count() {
        return open.get();
    }

    /** Messages dropped so far. */
    public long dropped() {
        return dropped.sum();
    }

    int mostWriting() {
        return mostWriting;
    }

    boolean neverDrops() {
        return overflow == Overflow.NEVER_DROP;
    }

    long bound() {
        return bound.bytes();
    }

    void onWaiting(long bytes) {
        waitingBytes.add(bytes);
    }

    void onSent(Payload payload) {
        sent.increment();
        sentBytes.increment(payload.bytes());
    }

    void onDropped(int messages) {
        dropped.add(messages);
        overflows.increment();
    }

    void onClosed() {
        open.decrementAndGet();
    }
}
