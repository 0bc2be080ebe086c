package dev.millrace.topology;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A schema registry that gives every subject a new id and checks nothing. */
public final class TestRegistry implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger ids = new AtomicInteger();

    public TestRegistry() {
        this(0);
    }

    /** @param port 0 for a free one */
    TestRegistry(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/subjects/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            var body = ("{\"id\":" + ids.incrementAndGet() + "}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
