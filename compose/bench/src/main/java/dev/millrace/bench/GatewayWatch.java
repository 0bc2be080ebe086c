package dev.millrace.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.launcher.platform.PartWatch;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.StreamSupport;

/** Looks at a gateway from outside while it works. */
final class GatewayWatch {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final MeasuredPlatform platform;

    GatewayWatch(MeasuredPlatform platform) {
        this.platform = platform;
    }

    /** Messages dropped so far on the sockets of a path. */
    long dropped(String socket) throws IOException, InterruptedException {
        JsonNode clients = JSON.readTree(get("/api/overview")).get("clients");
        return StreamSupport.stream(clients.spliterator(), false)
                .filter(client -> client.get("socket").asText().equals(socket))
                .mapToLong(client -> client.get("dropped").asLong())
                .sum();
    }

    /** In MiB: what is left of its heap after a collection that is made now. */
    double liveHeap() throws IOException, InterruptedException {
        return new PartWatch(
                        platform.http("console", "/metrics"), platform.gateway().pid())
                .liveHeap();
    }

    private String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(platform.http("console", path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
