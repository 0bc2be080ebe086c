package dev.millrace.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A schema registry that keeps whatever it is given and checks nothing. The real one does not share Connect's Jetty. */
public final class TestRegistry implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<JsonNode> schemas = new CopyOnWriteArrayList<>();

    public TestRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/subjects/", this::register);
        server.createContext("/schemas/ids/", this::find);
        server.start();
    }

    private void register(HttpExchange exchange) throws IOException {
        schemas.add(JSON.readTree(exchange.getRequestBody()));
        answer(exchange, 200, "{\"id\":" + schemas.size() + "}");
    }

    private void find(HttpExchange exchange) throws IOException {
        var id = Integer.parseInt(exchange.getRequestURI().getPath().substring("/schemas/ids/".length()));
        if (id < 1 || id > schemas.size()) answer(exchange, 404, "{\"message\":\"Schema not found\"}");
        else answer(exchange, 200, schemas.get(id - 1).toString());
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
