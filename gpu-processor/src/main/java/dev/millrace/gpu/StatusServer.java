package dev.millrace.gpu;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.part.Health;
import dev.millrace.part.Metrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Health and metrics of a worker over HTTP, on the loopback. */
final class StatusServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService thread;

    private StatusServer(HttpServer server, ExecutorService thread) {
        this.server = server;
        this.thread = thread;
    }

    static StatusServer open(int port, Supplier<Health> health, Metrics metrics) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 8);
        var thread = Executors.newSingleThreadExecutor(task -> {
            var each = new Thread(task, "status");
            each.setDaemon(true);
            return each;
        });
        server.setExecutor(thread);
        server.createContext("/health", exchange -> answer(exchange, health.get(), false));
        server.createContext("/health/ready", exchange -> answer(exchange, health.get(), true));
        server.createContext(
                "/metrics",
                exchange -> answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape()));
        server.start();
        return new StatusServer(server, thread);
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, Health health, boolean isStrict) throws IOException {
        var status = isStrict && !health.isReady() ? 503 : 200;
        answer(exchange, status, "application/json", json(health).toString());
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static ObjectNode json(Health health) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("state", health.state().name().toLowerCase(Locale.ROOT))
                .put("detail", health.detail());
        if (health.components().isEmpty()) return node;
        var components = node.putObject("components");
        health.components().forEach((name, component) -> components.set(name, json(component)));
        return node;
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdown();
    }
}
