package dev.millrace.gateway;

import dev.millrace.part.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/** A web server with one capability named {@code mill}, on free ports and without Kafka. */
final class TestServer implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Mounted mill;
    final WebServer web;
    volatile Mounted.Serving serving = Mounted.Serving.OPEN;

    private TestServer(Settings settings, Consumer<Routes> routes) {
        var own = settings.as("gateway", GatewaySettings.class);
        mill = new Mounted("mill", "/mill", () -> serving, meters);
        routes.accept(mill);
        var pages = new Mounted("gateway", "", () -> Mounted.Serving.OPEN, meters);
        pages.get("/health", RouteLimits.SMALL, context -> context.result("fine"));
        web = WebServer.start(own, Map.of("mill", mill), pages, meters);
    }

    static TestServer with(Consumer<Routes> routes) {
        return with(settings(), routes);
    }

    static TestServer with(Settings settings, Consumer<Routes> routes) {
        return new TestServer(settings, routes);
    }

    /** Free ports, one of them of the capability's own. */
    static Settings settings() {
        return GatewaySettings.defaults()
                .with("gateway.port", "0")
                .with("gateway.legacy-ports", "{mill: 0}")
                .with("gateway.requests.threads", "16");
    }

    URI front(String path) {
        return URI.create(web.addresses().get("console") + path);
    }

    URI legacy(String path) {
        return URI.create(web.addresses().get("mill") + path);
    }

    URI socket(String path) {
        return URI.create(front(path).toString().replaceFirst("http", "ws"));
    }

    static HttpResponse<String> get(URI address, String... headers) {
        return send(HttpRequest.newBuilder(address), headers);
    }

    static HttpResponse<String> post(URI address, byte[] body, String... headers) {
        return send(HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofByteArray(body)), headers);
    }

    static HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
        try {
            var whole = headers.length == 0 ? request : request.headers(headers);
            return HTTP.send(whole.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything the server answers to these very bytes until it closes the connection. */
    static String raw(URI server, String... parts) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            for (var part : parts) {
                socket.getOutputStream().write(part.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        web.stop();
    }
}
