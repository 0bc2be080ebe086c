package dev.millrace.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.StreamSupport;

/** Looks at a gateway from outside while it works. */
final class GatewayWatch {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MIB = 1 << 20;

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
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var collection = new ProcessBuilder(
                        jcmd, Long.toString(platform.gateway().pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (collection.waitFor() != 0) throw new IOException("the gateway's heap could not be collected");
        return get("/metrics")
                        .lines()
                        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum()
                / MIB;
    }

    private String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(platform.http("console", path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
