package dev.millrace.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The REST interface of a Connect worker, as far as it is used here. Thread-safe. */
final class WorkerClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** The answer of a worker that is busy with a rebalance. */
    private static final int CONFLICT = 409;

    private final URI url;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    WorkerClient(String url) {
        this.url = URI.create(url.replaceAll("/+$", ""));
    }

    /** The worker cannot answer now, but may later. */
    static final class Busy extends IOException {
        private static final long serialVersionUID = 1;

        Busy(String message) {
            super(message);
        }
    }

    /** The worker will not have it. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /** Creates the connector, or gives it this configuration; nothing changes when it has it already. */
    void put(Template connector) throws IOException, InterruptedException {
        var current = send("GET", path(connector.name(), "/config"), "");
        if (current.equals(JSON.valueToTree(named(connector)))) return;
        send("PUT", path(connector.name(), "/config"), JSON.writeValueAsString(connector.config()));
    }

    /** Connect answers with the name as one more property. */
    private static Map<String, String> named(Template connector) {
        var config = new TreeMap<>(connector.config());
        config.put("name", connector.name());
        return config;
    }

    /** As Connect says it: {@code {"connector":{"state":…},"tasks":[{"id":…,"state":…,"trace":…}]}}. */
    JsonNode status(String connector) throws IOException, InterruptedException {
        return send("GET", path(connector, "/status"), "");
    }

    /** Starts what has failed again, and nothing else. */
    void restartFailed(String connector) throws IOException, InterruptedException {
        send("POST", path(connector, "/restart?includeTasks=true&onlyFailed=true"), "");
    }

    private static String path(String connector, String rest) {
        return "/connectors/" + URLEncoder.encode(connector, StandardCharsets.UTF_8) + rest;
    }

    /** An absent node for what does not exist. */
    private JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        var publisher = body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofString());
        var status = response.statusCode();
        if (status == 404 && method.equals("GET")) return JSON.missingNode();
        if (status == CONFLICT || status >= 500) throw new Busy(method + " " + path + " was answered with " + status);
        if (status >= 400)
            throw new Refused(JSON.readTree(response.body()).path("message").asText());
        return response.body().isEmpty() ? JSON.missingNode() : JSON.readTree(response.body());
    }
}
