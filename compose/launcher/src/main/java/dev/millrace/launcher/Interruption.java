package dev.millrace.launcher;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/** The wish of whoever started this process that it end: Ctrl-C or SIGTERM; the second one ends it at once. Thread-safe. */
final class Interruption {

    private static final int KILLED_BY_CTRL_C = 130;

    private final CountDownLatch wished = new CountDownLatch(1);
    private volatile Runnable reaction = () -> {};

    private Interruption() {}

    /** Takes the place of Java's own handling, which cannot tell a second signal from the first. */
    static Interruption watch() {
        var interruption = new Interruption();
        for (var signal : new String[] {"INT", "TERM", "HUP"}) {
            try {
                Signal.handle(new Signal(signal), received -> interruption.received());
            } catch (IllegalArgumentException e) {
                // Started with nohup, or on a system without it: then it does not come.
                continue;
            }
        }
        return interruption;
    }

    private void received() {
        if (wished.getCount() == 0) Runtime.getRuntime().halt(KILLED_BY_CTRL_C);
        wish();
    }

    /** Wishes it from inside. */
    void wish() {
        wished.countDown();
        reaction.run();
    }

    /** Does {@code action} at the first signal, on the signal's thread. */
    void then(Runnable action) {
        reaction = action;
        if (isWished()) action.run();
    }

    boolean isWished() {
        return wished.getCount() == 0;
    }

    /** Waits for the wish; false when {@code time} is over first. */
    boolean await(Duration time) {
        try {
            return wished.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
