package dev.millrace.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** As much of a Connect worker's REST interface as stops and starts a connector. */
final class ConnectRest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

    private final URI worker;
    private final HttpClient http = HttpClient.newHttpClient();

    ConnectRest(URI worker) {
        this.worker = worker;
    }

    void create(String connector, Map<String, String> config) throws IOException, InterruptedException {
        send("PUT", "/connectors/" + connector + "/config", JSON.writeValueAsString(config));
        await(connector, "RUNNING");
    }

    void pause(String connector) throws IOException, InterruptedException {
        send("PUT", "/connectors/" + connector + "/pause", "");
        await(connector, "PAUSED");
    }

    void resume(String connector) throws IOException, InterruptedException {
        send("PUT", "/connectors/" + connector + "/resume", "");
    }

    /** Until it and all its tasks are as told. */
    private void await(String connector, String state) throws IOException, InterruptedException {
        var path = "/connectors/" + connector + "/status";
        for (var end = System.nanoTime() + PATIENCE; ; Thread.sleep(50)) {
            var answer = ask("GET", path, "");
            var status = JSON.readTree(answer.body());
            var tasks = status.path("tasks");
            var isSo = status.path("connector").path("state").asText().equals(state)
                    && !tasks.isEmpty()
                    && StreamSupport.stream(tasks.spliterator(), false)
                            .allMatch(task -> task.path("state").asText().equals(state));
            if (isSo) return;
            if (answer.body().contains("FAILED") || System.nanoTime() > end) {
                throw new IOException(connector + " is not " + state + ": " + answer.body());
            }
        }
    }

    private void send(String method, String path, String body) throws IOException, InterruptedException {
        for (var end = System.nanoTime() + PATIENCE; ; Thread.sleep(200)) {
            var answer = ask(method, path, body);
            if (answer.statusCode() < 300) return;
            // Busy with a rebalance.
            if (answer.statusCode() != 409 || System.nanoTime() > end) {
                throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
        }
    }

    private HttpResponse<String> ask(String method, String path, String body) throws IOException, InterruptedException {
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        var request = HttpRequest.newBuilder(worker.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
