package dev.millrace.part;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Lets a container's host and Prometheus look at a process that serves nothing else: {@code /health} answers 200 with the
 * part's health as JSON, {@code /health/ready} 503 until new work is welcome, {@code /metrics} what the process measures.
 * There is nothing to be changed here, and nothing secret to be read. Thread-safe.
 */
public final class Observation implements AutoCloseable {

    /** The variable that names where to be seen, as {@code 0.0.0.0:9464}; without it there is no observation. */
    public static final String VARIABLE = "MILLRACE_OBSERVE";

    private final Part part;
    private final Metrics metrics;
    private final HttpServer server;
    private final ExecutorService answering = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "observation");
        thread.setDaemon(true);
        return thread;
    });

    private Observation(Part part, Metrics metrics, HttpServer server) {
        this.part = part;
        this.metrics = metrics;
        this.server = server;
    }

    /**
     * @param address host and port; port 0 picks a free one
     * @throws SettingsException when that is no address
     * @throws PartFailure when the address cannot be used
     */
    public static Observation open(String address, Part part, Metrics metrics) {
        var colon = address.lastIndexOf(':');
        if (colon < 1 || !address.substring(colon + 1).matches("\\d{1,5}")) {
            throw new SettingsException(VARIABLE + " must be HOST:PORT: " + address);
        }
        var port = Integer.parseInt(address.substring(colon + 1));
        if (port > 65_535) throw new SettingsException(VARIABLE + " has no such port: " + address);
        try {
            var server = HttpServer.create(new InetSocketAddress(address.substring(0, colon), port), 0);
            var observation = new Observation(part, metrics, server);
            server.setExecutor(observation.answering);
            server.createContext("/", observation::answer);
            server.start();
            return observation;
        } catch (IOException e) {
            throw new PartFailure("cannot be observed at " + address + ": " + e.getMessage(), e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        switch (path) {
            case "/metrics" -> answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
            case "/health" -> health(exchange, 200);
            case "/health/ready" -> health(exchange, part.health().isReady() ? 200 : 503);
            default -> answer(exchange, 404, "text/plain; charset=utf-8", "/health, /health/ready, /metrics\n");
        }
    }

    private void health(HttpExchange exchange, int status) throws IOException {
        answer(
                exchange,
                status,
                "application/json",
                HealthText.json(part.health()).toString());
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        answering.shutdown();
    }
}
