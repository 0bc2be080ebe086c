package dev.millrace.gateway.analyst;

import dev.millrace.topic.Cluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * The topics with their rates and lags, looked at no more than once a second however many ask, and by one thread.
 * Thread-safe.
 */
final class TopicStatistics implements AutoCloseable {

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Cluster cluster;
    private volatile List<String> names = List.of();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "topic-statistics");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Admin admin;
    private @Nullable CompletableFuture<List<TopicRow>> newest;
    private long askedAt;
    private Map<String, TopicLook> earlier = Map.of();
    private long earlierAt;

    TopicStatistics(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Which topics to look at from now on. */
    void of(List<String> topics) {
        names = List.copyOf(topics);
    }

    /** Completes within seconds, exceptionally when Kafka does not answer. */
    synchronized CompletableFuture<List<TopicRow>> current() {
        var known = newest;
        var now = System.nanoTime();
        if (known != null && (!known.isDone() || now - askedAt < FRESH.toNanos())) return known;
        askedAt = now;
        var asked = CompletableFuture.supplyAsync(this::look, worker);
        newest = asked;
        return asked;
    }

    @Override
    public void close() {
        worker.shutdownNow();
        synchronized (this) {
            if (admin != null) admin.close(Duration.ZERO);
        }
    }

    private List<TopicRow> look() {
        try {
            var looks = new TopicSurvey(admin(), names, PATIENCE.toNanos()).look();
            return rows(looks, System.nanoTime());
        } catch (ExecutionException | TimeoutException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private synchronized List<TopicRow> rows(Map<String, TopicLook> looks, long now) {
        var seconds = Math.max(0.001, (now - earlierAt) / 1e9);
        var rows = looks.entrySet().stream()
                .map(e ->
                        TopicRow.of(e.getKey(), e.getValue(), earlier.getOrDefault(e.getKey(), e.getValue()), seconds))
                .toList();
        earlier = looks;
        earlierAt = now;
        return rows;
    }

    private synchronized Admin admin() {
        if (admin == null) {
            var properties = new HashMap<>(cluster.clientProperties());
            properties.putIfAbsent("default.api.timeout.ms", (int) PATIENCE.toMillis());
            properties.putIfAbsent("request.timeout.ms", (int) PATIENCE.toMillis() - 500);
            admin = Admin.create(properties);
        }
        return admin;
    }
}
