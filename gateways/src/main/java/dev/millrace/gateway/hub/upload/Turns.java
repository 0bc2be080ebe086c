package dev.millrace.gateway.hub.upload;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets one request at a time have an upload. A newer one ends the one before it, whose client has lost its connection
 * and come back. Thread-safe.
 */
final class Turns {

    private final Map<String, Turn> held = new HashMap<>();

    /** A request's turn, until it is closed. */
    final class Turn implements AutoCloseable {

        private final String upload;
        private final Runnable end;

        private Turn(String upload, Runnable end) {
            this.upload = upload;
            this.end = end;
        }

        @Override
        public void close() {
            synchronized (Turns.this) {
                held.remove(upload, this);
                Turns.this.notifyAll();
            }
        }
    }

    /**
     * Empty when the one before does not end in time.
     *
     * @param end cuts this request off when another comes for the same upload
     */
    synchronized Optional<Turn> take(String upload, Runnable end, Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        for (var before = held.get(upload); before != null; before = held.get(upload)) {
            before.end.run();
            var left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) return Optional.empty();
            wait(left);
        }
        var turn = new Turn(upload, end);
        held.put(upload, turn);
        return Optional.of(turn);
    }
}
