package dev.millrace.gateway.live;

import java.util.function.LongFunction;

/**
 * The messages that wait for one socket, bounded in bytes; written one after the other as the socket takes them, by no
 * thread of its own. Never blocks. Thread-safe.
 *
 * <p>At most the bound and one message more are held, and shared payloads only once in the process.
 */
public final class Outbox implements AutoCloseable {

    /** Sends it when its turn comes; returns false when it, or others for it, had to be dropped. */
    public boolean offer(Payload payload) {
        throw new UnsupportedOperationException();
    }

    /** Before the next message after a loss, sends what {@code notice} makes of the number of messages lost. */
    public Outbox telling(LongFunction<Payload> notice) {
        throw new UnsupportedOperationException();
    }

    /** Bytes it can take without dropping anything. */
    public long room() {
        throw new UnsupportedOperationException();
    }

    /** Messages dropped so far. */
    public long dropped() {
        throw new UnsupportedOperationException();
    }

    /** Sends what is waiting, then closes the socket. */
    public void finish(int code, String reason) {
        throw new UnsupportedOperationException();
    }

    /** Lets go of everything; does not close the socket. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
