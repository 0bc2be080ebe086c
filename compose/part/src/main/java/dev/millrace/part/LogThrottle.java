package dev.millrace.part;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Lets one log line per second through for one cause, and tells it how often the cause occurred. Thread-safe. */
public final class LogThrottle {

    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private long occurrences;
    private long quietUntil = System.nanoTime();

    /** @param log called, if now is the time, with the occurrences since the last line */
    public void log(LongConsumer log) {
        var count = count();
        if (count > 0) log.accept(count);
    }

    private synchronized long count() {
        occurrences++;
        var now = System.nanoTime();
        if (now - quietUntil < 0) return 0;
        quietUntil = now + INTERVAL;
        var count = occurrences;
        occurrences = 0;
        return count;
    }
}
