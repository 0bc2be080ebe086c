package dev.millrace.recording.play;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing pauses between attempts to reach something that is away: from a tenth of a second to five, with jitter. Not for use by several threads. */
public final class Backoff {

    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 5_000;

    private long next = FIRST_MILLIS;

    /** The pause before the next attempt. */
    public Duration next() {
        long pause = next / 2 + ThreadLocalRandom.current().nextLong(next / 2 + 1);
        next = Math.min(LONGEST_MILLIS, next * 2);
        return Duration.ofMillis(pause);
    }

    /** It was reached: the next pause is short again. */
    public void reset() {
        next = FIRST_MILLIS;
    }
}
