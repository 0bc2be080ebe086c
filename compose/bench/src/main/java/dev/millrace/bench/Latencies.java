package dev.millrace.bench;

import dev.millrace.bench.Benchmark.Trial;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;

/** Times from when a message was due to when it was seen, until all are seen or patience ends. Thread-safe. */
final class Latencies {

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(60);

    private final ConcurrentHistogram histogram = new ConcurrentHistogram(LONGEST, 3);
    private final int expected;
    private final CountDownLatch missing;

    Latencies(int expected) {
        this.expected = expected;
        this.missing = new CountDownLatch(expected);
    }

    void seen(long due) {
        histogram.recordValue(Math.min(LONGEST, Math.max(0, System.nanoTime() - due)));
        missing.countDown();
    }

    Trial await() throws InterruptedException {
        var complete = missing.await(20, TimeUnit.SECONDS);
        var lost = complete ? 0 : missing.getCount();
        return new Trial(List.of(millis(50), millis(99)), expected, lost);
    }

    private double millis(double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }
}
