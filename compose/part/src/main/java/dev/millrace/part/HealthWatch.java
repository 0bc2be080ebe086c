package dev.millrace.part;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a part elsewhere says of its own health by HTTP, asked for again and again. Thread-safe. */
public final class HealthWatch implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final URI route;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "health-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Health latest = Health.of(Health.State.DEGRADED, "has not been asked yet");

    /** @param route answers as {@link HealthText} writes */
    public HealthWatch(URI route) {
        this.route = route;
    }

    public void start() {
        clock.scheduleWithFixedDelay(this::ask, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What it said last; DEGRADED when it did not answer, since what it is for may go on all the same. */
    public Health latest() {
        return latest;
    }

    private void ask() {
        try {
            var request = HttpRequest.newBuilder(route).timeout(PATIENCE).build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            latest = HealthText.parse(answer.body())
                    .orElseGet(() -> Health.of(
                            Health.State.DEGRADED,
                            "does not say how it is: " + route.getPath() + " was answered with "
                                    + answer.statusCode()));
        } catch (IOException e) {
            latest = Health.of(Health.State.DEGRADED, "does not answer");
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
