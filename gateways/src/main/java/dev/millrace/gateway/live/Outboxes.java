package dev.millrace.gateway.live;

import dev.millrace.part.ByteSize;
import io.micrometer.core.instrument.MeterRegistry;
import org.eclipse.jetty.websocket.api.Session;

/** The outboxes of one kind of socket: their bound, what they do when full, and their counters. Thread-safe. */
public final class Outboxes {

    /**
     * @param socket the kind, as {@code hub/consume}; a tag of the counters
     * @param bytes that may wait for one socket, beside the one message being written
     */
    public Outboxes(String socket, Overflow overflow, ByteSize bytes, MeterRegistry meters) {
        throw new UnsupportedOperationException();
    }

    /** The outbox of a socket; to be closed with it. */
    public Outbox open(Session session) {
        throw new UnsupportedOperationException();
    }

    public String socket() {
        throw new UnsupportedOperationException();
    }

    /** Outboxes that are open. */
    public long count() {
        throw new UnsupportedOperationException();
    }

    /** Messages dropped so far. */
    public long dropped() {
        throw new UnsupportedOperationException();
    }
}
