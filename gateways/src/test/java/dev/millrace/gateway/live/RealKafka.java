package dev.millrace.gateway.live;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.broker.EmbeddedBroker;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.Provisioning;
import dev.millrace.topic.serde.MessageSerdes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real broker for a test class, which can be stopped and started again, and the least of a schema registry. */
public final class RealKafka implements BeforeAllCallback, AfterAllCallback {

    private final AtomicInteger namespaces = new AtomicInteger();
    private final Path directory = temporaryDirectory();
    private final HttpServer registry = registry();
    private EmbeddedBroker broker = start(0);

    @Override
    public void beforeAll(ExtensionContext context) {}

    @Override
    public void afterAll(ExtensionContext context) {
        broker.close();
        registry.stop(0);
        delete(directory);
    }

    /** A namespace of its own in which the catalogue's topics exist. */
    public Cluster cluster() {
        var name = "t" + namespaces.incrementAndGet();
        var cluster = Cluster.of(
                        broker.bootstrapServers(),
                        "http://127.0.0.1:" + registry.getAddress().getPort())
                .in(new Namespace(name));
        Provisioning.ensure(cluster, cluster.topics().all());
        return cluster;
    }

    public static MessageSerdes serdes(Cluster cluster) {
        return new MessageSerdes(cluster);
    }

    public void stopBroker() {
        broker.close();
    }

    public void startBroker() {
        broker = start(Integer.parseInt(broker.bootstrapServers().replaceFirst(".*:", "")));
    }

    private EmbeddedBroker start(int port) {
        return EmbeddedBroker.start(new EmbeddedBroker.Config(directory, port, 0, Map.of()));
    }

    private static HttpServer registry() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/subjects", exchange -> {
                var body = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("millrace-broker");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
