package dev.millrace.topology;

import dev.millrace.part.Backoff;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a topology whose thread died: weather is waited out and a new thread begins at the last commit; a
 * bug ends the topology. Thread-safe.
 */
final class FailurePolicy implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FailurePolicy.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));
    private static final long CALM_NS = TimeUnit.SECONDS.toNanos(30);

    private final String name;
    private final Consumer<Throwable> onBug;
    private final LongSupplier nanoTime;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private int attempts;
    private long lastWeather;
    private String weather = "";
    private volatile @Nullable Throwable bug;

    FailurePolicy(String name, Consumer<Throwable> onBug, LongSupplier nanoTime) {
        this.name = name;
        this.onBug = onBug;
        this.nanoTime = nanoTime;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        var cause = Weather.cause(failure);
        if (cause.isEmpty()) return die(failure);
        var wait = BACKOFF.wait(weather(cause.get()), ThreadLocalRandom.current());
        LOG.atWarn()
                .addKeyValue("topology", name)
                .addKeyValue("retryInMs", wait.toMillis())
                .addKeyValue("cause", cause.get().getMessage())
                .log("a neighbour is away; going on from the last commit");
        try {
            return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)
                    ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                    : StreamThreadExceptionResponse.REPLACE_THREAD;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
    }

    /** Ends the waiting, because the topology is to stop. */
    void stop() {
        stopping.countDown();
    }

    Optional<Throwable> bug() {
        return Optional.ofNullable(bug);
    }

    /** What went wrong a short while ago, and is being retried. */
    synchronized Optional<String> weather() {
        return weather.isEmpty() || isCalm() ? Optional.empty() : Optional.of(weather);
    }

    private StreamThreadExceptionResponse die(Throwable failure) {
        LOG.atError().addKeyValue("topology", name).log("the topology dies of a bug", failure);
        bug = failure;
        onBug.accept(failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private synchronized int weather(Throwable cause) {
        if (isCalm()) attempts = 0;
        lastWeather = nanoTime.getAsLong();
        weather = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        return ++attempts;
    }

    private boolean isCalm() {
        return nanoTime.getAsLong() - lastWeather > CALM_NS;
    }
}
