package dev.millrace.gateway.live;

/**
 * One reader of keys of a topic: it catches up from where it starts, then is live, with nothing left out or twice in
 * between. Thread-safe.
 */
public interface Subscription extends AutoCloseable {

    /** Where it stands. */
    enum State {
        CATCHING_UP,
        LIVE,
        CLOSED
    }

    State state();

    /** Ends it, at any time and from any thread; no call begins afterwards, though one may still be ending. */
    @Override
    void close();
}
