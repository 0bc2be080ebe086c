package dev.millrace.part;

import java.time.Duration;

/**
 * One running thing of the platform: a gateway, a topology, a broker; in this JVM, as a child process or at an
 * address.
 *
 * <p>The life of a part is {@code start → drain → stop}. {@link #health()} may be asked at any time and from any
 * thread; the other methods are called by one thread.
 */
public interface Part {

    /** Unique within a platform, as it stands in logs, health and metrics. */
    String name();

    /**
     * Starts and returns once the part can be used.
     *
     * @throws PartFailure when it cannot start; the message says why and what to do
     */
    void start();

    Health health();

    /** Takes no new work, and finishes what was begun or gives up after {@code atMost}. */
    default void drain(Duration atMost) {}

    /** Releases everything. Safe after a failed start, and more than once. */
    void stop();
}
