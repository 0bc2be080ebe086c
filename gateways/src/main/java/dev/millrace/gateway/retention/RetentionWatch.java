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
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again how far those are behind who must read a topic, as a part of the time for which it keeps its
 * records: from half of it on health says so. From four fifths on there is a reason to take nothing more in, since it
 * might be deleted unread, unless the group is catching up or has not begun yet. Thread-safe.
 */
public final class RetentionWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionWatch.class);
    private static final double ALERT = 0.5;
    private static final double FULL = 0.8;
    private static final Duration UNKNOWN = Duration.ofMinutes(5);

    private final Cluster cluster;
    private final Supplier<Instant> clock;
    private final Duration pause;
    private final List<Dependence> dependences;
    private final Map<Dependence, Finding> findings = new ConcurrentHashMap<>();
    private final LogThrottle unknown = new LogThrottle();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long lookedAt = System.nanoTime();
    private final Thread thread = new Thread(this::run, "retention-watch");

    /** @param pause between two looks */
    public RetentionWatch(
            Cluster cluster,
            Supplier<Instant> clock,
            Duration pause,
            MeterRegistry meters,
            Collection<Dependence> dependences) {
        this.cluster = cluster;
        this.clock = clock;
        this.pause = pause;
        this.dependences = List.copyOf(dependences);
        thread.setDaemon(true);
        for (var dependence : dependences) {
            var tags = Tags.of("topic", dependence.topic().plainName(), "group", dependence.group());
            meters.gauge("millrace.retention.behind", tags, dependence, this::age);
        }
    }

    public void start() {
        thread.start();
    }

    private double age(Dependence dependence) {
        var found = findings.get(dependence);
        return found == null ? 0 : found.backlog.age();
    }

    public Health health() {
        var late = said((dependence, found) -> found.backlog.age() >= ALERT);
        if (!late.isEmpty()) return Health.of(Health.State.DEGRADED, late);
        var silence = System.nanoTime() - lookedAt;
        if (silence < UNKNOWN.toNanos()) return Health.ready();
        return Health.of(Health.State.DEGRADED, "it is not known how far behind the readers of topics are");
    }

    /** Why nothing more should be taken in; empty when there is no reason. What others write comes all the same. */
    public Optional<String> refusal() {
        var late = said(
                (dependence, found) -> found.isRefusing && !dependence.topic().isForeign());
        return late.isEmpty() ? Optional.empty() : Optional.of(late);
    }

    private String said(BiPredicate<Dependence, Finding> which) {
        var text = new StringJoiner("; ");
        for (var dependence : dependences) {
            var found = findings.get(dependence);
            if (found == null || !which.test(dependence, found)) continue;
            text.add(dependence.group() + " has not read " + dependence.topic() + " for "
                    + Math.round(100 * found.backlog.age()) + " % of the time that records are kept");
        }
        return text.toString();
    }

    private void run() {
        while (!isClosed(Duration.ZERO)) {
            try (var look = new RetentionLook(cluster)) {
                do {
                    var isKnown = true;
                    for (var dependence : dependences) isKnown &= isKnown(look, dependence);
                    if (isKnown) lookedAt = System.nanoTime();
                } while (!isClosed(pause));
            } catch (InterruptException | InterruptedException e) {
                return;
            } catch (KafkaException e) {
                warn(e);
                if (isClosed(pause)) return;
            }
        }
    }

    /**
     * Looks how far one group is behind; what cannot be told of it now keeps nobody from looking at the others, and what
     * was known of it holds for a while.
     */
    private boolean isKnown(RetentionLook look, Dependence dependence) throws InterruptedException {
        try {
            var backlog = look.backlog(dependence, clock.get());
            findings.compute(
                    dependence,
                    (key, before) -> backlog.map(now -> Finding.of(now, before)).orElse(null));
            return true;
        } catch (ExecutionException | TimeoutException e) {
            findings.computeIfPresent(dependence, (key, before) -> before.isOld() ? null : before);
            warn(e);
            return false;
        }
    }

    private void warn(Exception cause) {
        unknown.log(count -> LOG.atWarn()
                .addKeyValue("cause", cause.toString())
                .addKeyValue("count", count)
                .log("it is not known how far behind the readers of topics are"));
    }

    /** @param isRefusing whether records are in danger, and more so than at the look before */
    private record Finding(Backlog backlog, boolean isRefusing, long foundNs) {

        static Finding of(Backlog now, @Nullable Finding before) {
            var isLate = now.hasBegun() && now.age() >= FULL;
            var isRefusing = isLate && before != null && now.age() >= before.backlog.age();
            return new Finding(now, isRefusing, System.nanoTime());
        }

        boolean isOld() {
            return System.nanoTime() - foundNs > UNKNOWN.toNanos();
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
