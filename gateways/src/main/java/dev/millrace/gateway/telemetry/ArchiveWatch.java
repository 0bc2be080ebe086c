package dev.millrace.gateway.telemetry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks now and then whether telemetry is being written to the database. Thread-safe. */
final class ArchiveWatch implements AutoCloseable {

    private static final String STATUS = "/connectors/telemetry-records/status";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final String connect;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "archive-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean isRunning;

    /** @param connect base URL of the worker; empty for none */
    ArchiveWatch(String connect) {
        this.connect = connect;
    }

    void start() {
        if (connect.isEmpty()) return;
        clock.scheduleWithFixedDelay(this::look, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isRunning() {
        return isRunning;
    }

    private void look() {
        var request = HttpRequest.newBuilder(URI.create(connect + STATUS))
                .timeout(PATIENCE)
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            isRunning = answer.statusCode() == 200
                    && answer.body().contains("RUNNING")
                    && !answer.body().contains("FAILED");
        } catch (IOException e) {
            isRunning = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
