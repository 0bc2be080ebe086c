package dev.millrace.database;

import dev.millrace.part.Health;
import dev.millrace.part.PartFailure;
import dev.millrace.part.PartMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * A real PostgreSQL server on 127.0.0.1. Everything it keeps is under its directory, and a later start on the same
 * directory goes on from there. Thread-safe but for start and stop.
 *
 * <p>Whoever can connect to the loopback address of this machine may do so as any role, without a password.
 */
public final class EmbeddedDatabase implements PartMain.Served, AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final long PAUSE_MS = 30;

    private final Config config;
    private final Runnable onDeath;
    private @Nullable DirectoryLock lock;
    private volatile @Nullable Running running;

    private record Running(Server server, int port) {}

    /** @param onDeath called when the server ends without having been stopped */
    public EmbeddedDatabase(Config config, Runnable onDeath) {
        this.config = config;
        this.onDeath = onDeath;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public void start() {
        lock = DirectoryLock.take(config.root());
        try {
            var programs = Programs.in(config.programsDirectory());
            var cluster = new Cluster(programs, config.root().resolve("cluster"));
            cluster.initialise();
            cluster.endOrphan();
            var port = claim(config.port());
            var server = Server.start(cluster, port, postgres());
            running = new Running(server, port);
            awaitServing(server);
            ensureDatabase();
            server.onEnd(this::ended);
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    private static int claim(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return socket.getLocalPort();
        } catch (BindException e) {
            throw new PartFailure("the database's port " + port + " cannot be bound on " + HOST + " (" + e.getMessage()
                    + "); stop what uses it or choose another, 0 for any free one");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A small server for one machine: nothing but the loopback address, and no wait on what nobody reads. */
    private Map<String, String> postgres() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("listen_addresses", HOST);
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "50");
        settings.put("shared_buffers", "64MB");
        settings.put("wal_level", "minimal");
        settings.put("max_wal_senders", "0");
        settings.put("io_method", "sync");
        settings.put("jit", "off");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("log_checkpoints", "off");
        // What a client did wrong is said to the client, and may hold its data.
        settings.put("log_min_messages", "log");
        settings.putAll(config.postgres());
        return settings;
    }

    private void awaitServing(Server server) {
        var deadline = System.nanoTime() + config.startWithin().toNanos();
        while (true) {
            try (var connection = connect(Cluster.SUPERUSER, "postgres")) {
                if (connection.isValid(1)) return;
            } catch (SQLException notYet) {
                if (!server.isAlive()) throw new PartFailure("PostgreSQL ended at once; its log says why", notYet);
                if (System.nanoTime() > deadline) {
                    throw new PartFailure("PostgreSQL does not serve: " + notYet.getMessage(), notYet);
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailure("interrupted", e);
        }
    }

    private void ensureDatabase() {
        try (var connection = connect(Cluster.SUPERUSER, "postgres");
                var statement = connection.createStatement()) {
            if (isAbsent(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", config.owner())) {
                statement.execute("CREATE ROLE \"" + config.owner() + "\" LOGIN CREATEROLE");
            }
            if (isAbsent(connection, "SELECT 1 FROM pg_database WHERE datname = ?", config.name())) {
                statement.execute("CREATE DATABASE \"" + config.name() + "\" OWNER \"" + config.owner() + "\"");
            }
        } catch (SQLException e) {
            throw new PartFailure("cannot create the database " + config.name() + ": " + e.getMessage(), e);
        }
    }

    private static boolean isAbsent(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var found = statement.executeQuery()) {
                return !found.next();
            }
        }
    }

    private Connection connect(String role, String database) throws SQLException {
        var properties = new Properties();
        properties.put("user", role);
        properties.put("connectTimeout", "2");
        var connection = new Driver().connect("jdbc:postgresql://" + HOST + ":" + port() + "/" + database, properties);
        if (connection == null) throw new SQLException("not a PostgreSQL address");
        return connection;
    }

    public int port() {
        var server = running;
        if (server == null) throw new IllegalStateException("the database is not running");
        return server.port();
    }

    /** As {@code jdbc:postgresql://127.0.0.1:5433/millrace}; the owner's role needs no password. */
    public String url() {
        return "jdbc:postgresql://" + HOST + ":" + port() + "/" + config.name();
    }

    public String owner() {
        return config.owner();
    }

    @Override
    public String served() {
        return "jdbc=" + url();
    }

    @Override
    public Health health() {
        var server = running;
        return server != null && server.server().isAlive()
                ? Health.ready()
                : Health.of(Health.State.DOWN, "not running");
    }

    private void ended() {
        if (running != null) onDeath.run();
    }

    @Override
    public void stop() {
        var server = running;
        running = null;
        if (server != null) server.server().stop();
        if (lock != null) lock.close();
        lock = null;
    }

    @Override
    public void close() {
        stop();
    }

    /**
     * What a database keeps and where it listens.
     *
     * @param directory created when absent, owned by one server at a time
     * @param port on 127.0.0.1, 0 for any free one
     * @param name of the database
     * @param owner of the database, a role that may create others
     * @param programs where PostgreSQL is unpacked; empty for the user's cache directory
     * @param startWithin how long it may take to serve
     * @param postgres PostgreSQL's own settings, the last word
     */
    public record Config(
            Path directory,
            int port,
            String name,
            String owner,
            String programs,
            Duration startWithin,
            Map<String, String> postgres) {

        private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

        public Config {
            if (port < 0 || port > 65_535) throw new IllegalArgumentException("port must be 0 to 65535: " + port);
            requireName("name", name);
            requireName("owner", owner);
            if (startWithin.toMillis() < 1) throw new IllegalArgumentException("start-within must be positive");
            postgres = Map.copyOf(postgres);
        }

        /** A database on a free port. */
        public static Config in(Path directory) {
            return new Config(directory, 0, "millrace", "millrace", "", Duration.ofSeconds(60), Map.of());
        }

        public Config withPort(int other) {
            return new Config(directory, other, name, owner, programs, startWithin, postgres);
        }

        Path root() {
            return directory.toAbsolutePath().normalize();
        }

        Path programsDirectory() {
            return programs.isEmpty()
                    ? Programs.cache()
                    : Path.of(programs).toAbsolutePath().normalize();
        }

        private static void requireName(String key, String value) {
            if (!NAME.matcher(value).matches()) {
                throw new IllegalArgumentException(key + " must be of a-z, 0-9 and _, not " + value);
            }
        }
    }
}
