package dev.millrace.gateway.amqp;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;

/** One side of an account: all of it, and the minutes of the last day. Thread-safe. */
final class Column {

    private static final Duration KEPT = Duration.ofDays(1);

    private final TreeMap<Instant, Tally> minutes = new TreeMap<>();
    private Tally total = Tally.NONE;
    private long repeated;

    synchronized void add(Tally tally, Instant at) {
        total = total.plus(tally);
        var minute = at.truncatedTo(ChronoUnit.MINUTES);
        minutes.merge(minute, tally, Tally::plus);
        while (minutes.firstKey().isBefore(minute.minus(KEPT))) minutes.pollFirstEntry();
    }

    /** One that is counted already. */
    synchronized void repeat() {
        repeated++;
    }

    synchronized Tally total() {
        return total;
    }

    synchronized long repeated() {
        return repeated;
    }

    synchronized SortedMap<Instant, Tally> minutes() {
        return new TreeMap<>(minutes);
    }
}
