package dev.millrace.amqp;

import dev.millrace.part.Health;
import dev.millrace.part.PartFailure;
import dev.millrace.part.PartMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;
import org.jspecify.annotations.Nullable;

/**
 * A real AMQP 0-9-1 broker on 127.0.0.1. Exchanges, durable queues and the persistent messages in them are under its
 * directory, and a later start on the same directory goes on from there. Thread-safe but for start and stop.
 *
 * <p>Whoever can connect to the loopback address of this machine may do so as {@code guest}, password {@code guest}.
 */
public final class EmbeddedAmqp implements PartMain.Served, AutoCloseable {

    static final String HOST = "127.0.0.1";

    private static final int PATIENCE_MS = 1_000;

    private final Config config;
    private @Nullable DirectoryLock lock;
    private volatile @Nullable Running running;

    private record Running(SystemLauncher launcher, int port) {}

    public EmbeddedAmqp(Config config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "amqp";
    }

    @Override
    public void start() {
        var root = config.directory().toAbsolutePath().normalize();
        lock = DirectoryLock.take(root);
        try {
            var port = claim(config.port());
            running = new Running(launch(root, port), port);
            requireServing(port);
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    private static SystemLauncher launch(Path root, int port) {
        var attributes = new HashMap<String, Object>();
        attributes.put("type", "Memory");
        attributes.put(
                "initialConfigurationLocation",
                BrokerPlan.write(root, port).toUri().toString());
        attributes.put("startupLoggedToSystemOut", false);
        attributes.put("context", Map.of("qpid.work_dir", root.resolve("work").toString()));
        var launcher = new SystemLauncher();
        try {
            launcher.startup(attributes);
        } catch (Exception e) {
            throw new PartFailure("the AMQP broker does not start: " + e.getMessage(), e);
        }
        return launcher;
    }

    private static int claim(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return socket.getLocalPort();
        } catch (BindException e) {
            throw new PartFailure("the AMQP broker's port " + port + " cannot be bound on " + HOST + " ("
                    + e.getMessage() + "); stop what uses it or choose another, 0 for any free one");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireServing(int port) {
        if (!isServing(port)) throw new PartFailure("the AMQP broker does not serve; its log says why");
    }

    private static boolean isServing(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(HOST), port), PATIENCE_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** As {@code amqp://127.0.0.1:5672}. */
    public String url() {
        var broker = running;
        if (broker == null) throw new IllegalStateException("the AMQP broker is not running");
        return "amqp://" + HOST + ":" + broker.port();
    }

    @Override
    public String served() {
        return "amqp=" + url();
    }

    @Override
    public Health health() {
        var broker = running;
        return broker != null && isServing(broker.port())
                ? Health.ready()
                : Health.of(Health.State.DOWN, "not running");
    }

    @Override
    public void stop() {
        var broker = running;
        running = null;
        if (broker != null) broker.launcher().shutdown();
        if (lock != null) lock.close();
        lock = null;
    }

    @Override
    public void close() {
        stop();
    }

    /**
     * What a broker keeps and where it listens.
     *
     * @param directory created when absent, owned by one broker at a time
     * @param port on 127.0.0.1, 0 for any free one
     */
    public record Config(Path directory, int port) {

        public Config {
            if (port < 0 || port > 65_535) throw new IllegalArgumentException("port must be 0 to 65535: " + port);
        }

        /** A broker on a free port. */
        public static Config in(Path directory) {
            return new Config(directory, 0);
        }

        public Config withPort(int other) {
            return new Config(directory, other);
        }
    }
}
