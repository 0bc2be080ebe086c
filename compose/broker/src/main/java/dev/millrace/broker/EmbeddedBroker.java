package dev.millrace.broker;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker inside this JVM, serving from {@link #start} until {@link #close}; thread-safe.
 *
 * <p>Everything it keeps is under its directory, and a later start on the same directory goes on from there. Kafka
 * halts the JVM on a fatal fault, so outside tests it belongs in a process of its own: {@link BrokerMain}.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private final DirectoryLock lock;
    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private EmbeddedBroker(DirectoryLock lock, KafkaRaftServer server, String bootstrapServers) {
        this.lock = lock;
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /** Returns once clients can be served. Throws {@link StartRefused} when the directory or a port is in use. */
    public static EmbeddedBroker start(Config config) {
        var lock = DirectoryLock.take(config.directory());
        try {
            int port = Loopback.claim(config.port(), "client");
            int controllerPort = controllerPort(config, port);
            format(config);
            var server = new KafkaRaftServer(
                    new KafkaConfig(BrokerSettings.of(config, port, controllerPort), false), Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(lock, server, Loopback.HOST + ":" + port);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** The system may give the same free port twice, as long as nobody listens on it. */
    private static int controllerPort(Config config, int clientPort) {
        int claimed;
        do claimed = Loopback.claim(config.controllerPort(), "controller");
        while (claimed == clientPort && config.controllerPort() == 0);
        return claimed;
    }

    private static void format(Config config) {
        // Written last, so that a format cut short by a kill is simply done again.
        if (Files.exists(config.logDirectory().resolve("meta.properties"))) return;
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setDirectories(Set.of(config.logDirectory().toString()))
                    .setMetadataLogDirectory(config.logDirectory().toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("cannot prepare " + config.logDirectory() + ": " + e.getMessage(), e);
        }
    }

    /** The {@code host:port} that clients connect to. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Waits until the broker is closed. */
    void await() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            server.shutdown();
            server.awaitShutdown();
            lock.close();
        }
    }

    /**
     * Where a broker keeps its data and listens.
     *
     * @param directory created when absent, owned by one broker at a time
     * @param port of the clients on 127.0.0.1, 0 for any free one
     * @param controllerPort of the node's own controller on 127.0.0.1, 0 for any free one
     * @param overrides Kafka's own settings by name, the last word
     */
    public record Config(Path directory, int port, int controllerPort, Map<String, String> overrides) {

        public Config {
            requirePort(port);
            requirePort(controllerPort);
            if (port != 0 && port == controllerPort) {
                throw new IllegalArgumentException("port and controller port must differ: " + port);
            }
            overrides = Map.copyOf(overrides);
        }

        /** A broker on free ports. */
        public static Config in(Path directory) {
            return new Config(directory, 0, 0, Map.of());
        }

        Path logDirectory() {
            return directory.toAbsolutePath().normalize().resolve("log");
        }

        private static void requirePort(int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port must be between 0 and 65535: " + port);
            }
        }
    }
}
