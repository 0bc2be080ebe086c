package dev.millrace.gateway.live;

import dev.millrace.part.Health;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an intake has sent and how that went. Thread-safe. */
final class IntakeMeters {

    private static final long NEVER = Long.MIN_VALUE;

    private final Counter sent;
    private final Timer acknowledged;
    private final Map<IntakeRefused.Reason, Counter> refused;
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong failingSince = new AtomicLong(NEVER);
    private volatile String failure = "";

    IntakeMeters(String lane, MeterRegistry meters) {
        var tags = Tags.of("lane", lane);
        sent = meters.counter("millrace.intake.sent", tags);
        acknowledged = Timer.builder("millrace.intake.acknowledged")
                .tags(tags)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(meters);
        refused = Arrays.stream(IntakeRefused.Reason.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        reason -> meters.counter(
                                "millrace.intake.refused",
                                tags.and("reason", reason.name().toLowerCase(Locale.ROOT)))));
        meters.gauge("millrace.intake.in.flight.bytes", tags, inFlight);
    }

    AtomicLong inFlight() {
        return inFlight;
    }

    void sent() {
        sent.increment();
    }

    void acknowledged(long nanos) {
        acknowledged.record(nanos, TimeUnit.NANOSECONDS);
        if (failingSince.get() != NEVER) failingSince.set(NEVER);
    }

    void refused(IntakeRefused refusal) {
        Objects.requireNonNull(refused.get(refusal.reason())).increment();
        if (!refusal.isWeather()) return;
        failure = String.valueOf(refusal.getMessage());
        failingSince.compareAndSet(NEVER, System.nanoTime());
    }

    Health health() {
        var since = failingSince.get();
        if (since == NEVER) return Health.ready();
        var seconds = Duration.ofNanos(System.nanoTime() - since).toSeconds();
        return Health.of(Health.State.DEGRADED, "nothing was acknowledged for " + seconds + " s: " + failure);
    }
}
