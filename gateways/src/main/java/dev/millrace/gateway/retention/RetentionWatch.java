package dev.millrace.gateway.retention;

import dev.millrace.part.Health;
import dev.millrace.part.LogThrottle;
import dev.millrace.topic.Cluster;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again how far those are behind who must read a topic, as a part of the time for which it keeps its
 * records: from half of it on health says so, and from four fifths on there is a reason to take nothing more in, since
 * it might be deleted unread. Thread-safe.
 */
public final class RetentionWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionWatch.class);
    private static final double ALERT = 0.5;
    private static final double FULL = 0.8;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final Supplier<Instant> clock;
    private final List<Reading> readings;
    private final Map<Reading, Double> behind = new ConcurrentHashMap<>();
    private final LogThrottle unknown = new LogThrottle();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "retention-watch");

    public RetentionWatch(
            Cluster cluster, Supplier<Instant> clock, MeterRegistry meters, Collection<Reading> readings) {
        this.cluster = cluster;
        this.clock = clock;
        this.readings = List.copyOf(readings);
        thread.setDaemon(true);
        for (var reading : readings) {
            var tags = Tags.of("topic", reading.topic().plainName(), "group", reading.group());
            meters.gauge("millrace.retention.behind", tags, reading, this::behind);
        }
    }

    public void start() {
        thread.start();
    }

    /** 0 for nothing unread, 1 for records that may be deleted now; what was found last. */
    private double behind(Reading reading) {
        return behind.getOrDefault(reading, 0.0);
    }

    public Health health() {
        var late = said(behindBy(ALERT));
        return late.isEmpty() ? Health.ready() : Health.of(Health.State.DEGRADED, late);
    }

    /** Why nothing more should be taken in; empty when there is no reason. What others write comes all the same. */
    public Optional<String> refusal() {
        var late = said(behindBy(FULL).filter(reading -> !reading.topic().isForeign()));
        return late.isEmpty() ? Optional.empty() : Optional.of(late);
    }

    private Stream<Reading> behindBy(double part) {
        return readings.stream().filter(reading -> behind(reading) >= part);
    }

    private String said(Stream<Reading> late) {
        return late.map(reading -> reading.group() + " has not read " + reading.topic() + " for "
                        + Math.round(100 * behind(reading)) + " % of the time that records are kept")
                .collect(Collectors.joining("; "));
    }

    private void run() {
        while (!isClosed(Duration.ZERO)) {
            try (var look = new RetentionLook(cluster)) {
                do {
                    behind.putAll(look.behind(readings, clock.get()));
                } while (!isClosed(PAUSE));
            } catch (InterruptException | InterruptedException e) {
                return;
            } catch (KafkaException | ExecutionException | TimeoutException e) {
                unknown.log(count -> LOG.atWarn()
                        .addKeyValue("cause", e.toString())
                        .addKeyValue("count", count)
                        .log("it is not known how far behind the readers of topics are"));
                if (isClosed(PAUSE)) return;
            }
        }
    }

    private boolean isClosed(Duration within) {
        try {
            return closed.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(2_000);
            thread.interrupt();
            thread.join(3_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
