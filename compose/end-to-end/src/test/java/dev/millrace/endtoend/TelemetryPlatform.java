package dev.millrace.endtoend;

import dev.millrace.gateway.Gateway;
import dev.millrace.gateway.GatewaySettings;
import dev.millrace.part.Settings;
import dev.millrace.topic.Cluster;
import dev.millrace.topology.Topologies;
import dev.millrace.topology.TopologySettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/** A topology and a gateway that can be restarted, and the HTTP side of a vehicle. */
final class TelemetryPlatform implements AutoCloseable {

    private final Cluster cluster;
    private final Topologies topologies;
    private final HttpClient http = HttpClient.newHttpClient();
    private Gateway gateway;

    TelemetryPlatform(Cluster cluster) {
        this.cluster = cluster;
        var settings = TopologySettings.defaults().with("topology.run", "[telemetry-reconstruction]");
        topologies = new Topologies(
                cluster, settings.as("topology", TopologySettings.class), new SimpleMeterRegistry(), bug -> {});
        topologies.start();
        gateway = startGateway();
    }

    void restartGateway() {
        gateway.stop();
        gateway = startGateway();
    }

    URI telemetry() {
        return Objects.requireNonNull(gateway.addresses().get("telemetry"));
    }

    Dashboard dashboard(String query) {
        return new Dashboard(http, URI.create(telemetry().toString().replaceFirst("^http", "ws") + "/ws" + query));
    }

    String post(String hex, String... headers) throws IOException {
        var request = HttpRequest.newBuilder(telemetry().resolve("/telemetry"))
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofByteArray(HexFormat.of().parseHex(hex)));
        if (headers.length > 0) request.headers(headers);
        return send(request.build()).body();
    }

    HttpResponse<String> request(String method, String path) throws IOException {
        return send(HttpRequest.newBuilder(telemetry().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Gateway startGateway() {
        var started = Gateway.of(settings());
        started.start();
        return started;
    }

    private Settings settings() {
        return GatewaySettings.of(Map.of(
                "MILLRACE_GATEWAY_PORT", "0",
                "MILLRACE_GATEWAY_LEGACY_PORTS_HUB", "-1",
                "MILLRACE_GATEWAY_LEGACY_PORTS_TELEMETRY", "0",
                "MILLRACE_GATEWAY_CAPABILITIES", "[telemetry]",
                "MILLRACE_CLUSTER_BOOTSTRAP_SERVERS", cluster.bootstrapServers(),
                "MILLRACE_CLUSTER_NAMESPACE", cluster.namespace(),
                "MILLRACE_CLUSTER_SCHEMA_REGISTRY", cluster.schemaRegistry()));
    }

    @Override
    public void close() {
        gateway.stop();
        topologies.stop();
    }
}
