package dev.millrace.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** Looks at a gateway from outside while it works: what it has dropped, and the least heap it came down to. */
final class GatewayWatch implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MIB = 1 << 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final MeasuredPlatform platform;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private double leastHeap = Double.MAX_VALUE;

    GatewayWatch(MeasuredPlatform platform) {
        this.platform = platform;
        clock.scheduleAtFixedRate(this::sample, 0, 200, TimeUnit.MILLISECONDS);
    }

    /** Messages dropped so far on the sockets of a path. */
    long dropped(String socket) throws IOException, InterruptedException {
        JsonNode clients = JSON.readTree(get("/api/overview")).get("clients");
        return StreamSupport.stream(clients.spliterator(), false)
                .filter(client -> client.get("socket").asText().equals(socket))
                .mapToLong(client -> client.get("dropped").asLong())
                .sum();
    }

    /** In MiB: what was left after the best collection since the watch began. */
    synchronized double leastHeap() {
        return leastHeap;
    }

    private void sample() {
        try {
            var used = get("/metrics")
                    .lines()
                    .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
            synchronized (this) {
                leastHeap = Math.min(leastHeap, used / MIB);
            }
        } catch (IOException e) {
            // The next sample may succeed; without any the figure is absurd, and seen to be.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create(platform.http("console", path).toString()))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
