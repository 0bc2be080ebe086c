package dev.millrace.gateway.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What a live reader has read, and how old it was. Thread-safe. */
final class ReaderMeters {

    private final MeterRegistry meters;
    private final Tags tags;
    private final Counter unreadable;
    private final Timer age;

    ReaderMeters(String lane, MeterRegistry meters) {
        this.meters = meters;
        this.tags = Tags.of("lane", lane);
        this.unreadable = meters.counter("millrace.live.unreadable", tags);
        this.age = Timer.builder("millrace.live.age")
                .tags(tags)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(meters);
    }

    /** @param appendedMs when the broker took the record, by its clock */
    void read(long appendedMs) {
        age.record(Math.max(0, System.currentTimeMillis() - appendedMs), TimeUnit.MILLISECONDS);
    }

    void unreadable() {
        unreadable.increment();
    }

    <T> void gauge(String name, T of, ToDoubleFunction<T> value) {
        meters.gauge("millrace.live." + name, tags, of, value);
    }
}
