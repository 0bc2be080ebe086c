package dev.millrace.recording.play;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Something that plays a recording on a daemon thread of its own, from its creation until it is done or closed. Safe for
 * use by several threads.
 */
public abstract class Player implements AutoCloseable {

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    private final CountDownLatch finished = new CountDownLatch(1);

    /** Starts the thread; called once, when everything that {@link #play} needs is in place. */
    protected final void start(String name) {
        var thread = new Thread(this::playAndFinish, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void playAndFinish() {
        try {
            play();
        } finally {
            finished.countDown();
        }
    }

    /** Plays until the end or until stopped. */
    protected abstract void play();

    /** Makes {@link #play} return soon. */
    protected abstract void stop();

    /** How far it has come. */
    public abstract Progress progress();

    /** Waits until everything was played; false when it takes longer. */
    public final boolean await(Duration time) {
        try {
            return finished.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops playing and waits for the connection to be given up, five seconds at most. */
    @Override
    public final void close() {
        stop();
        await(LONGEST_FAREWELL);
    }
}
