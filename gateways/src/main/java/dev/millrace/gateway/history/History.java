package dev.millrace.gateway.history;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Questions to the archive's read views, on a few connections and threads of its own. A database that is away is asked
 * again at the next question. Thread-safe.
 */
public final class History implements AutoCloseable {

    private static final int MOST_WAITING = 256;

    private final HistorySettings settings;
    private final @Nullable HikariDataSource connections;
    private final ExecutorService threads;

    public History(HistorySettings settings) {
        this.settings = settings;
        this.connections = settings.url().isEmpty() ? null : new HikariDataSource(pool(settings));
        this.threads = Executors.newFixedThreadPool(settings.connections(), task -> {
            var thread = new Thread(task, "history");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Sets the parameters of a statement. */
    @FunctionalInterface
    interface Binding {
        void on(PreparedStatement statement) throws SQLException;
    }

    /** Makes an answer of the row that the result stands on. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Fails with {@link HistoryUnavailable}. */
    <T> CompletableFuture<List<T>> select(String sql, Binding binding, Row<T> row) {
        var pool = connections;
        if (pool == null) return CompletableFuture.failedFuture(new HistoryUnavailable("there is no database here"));
        if (threads instanceof ThreadPoolExecutor busy && busy.getQueue().size() > MOST_WAITING) {
            return CompletableFuture.failedFuture(new HistoryUnavailable("too many questions are waiting"));
        }
        return CompletableFuture.supplyAsync(() -> ask(pool, sql, binding, row), threads);
    }

    /** A view of the schema in the settings, as it is written in a statement. */
    String view(String name) {
        return '"' + settings.schema() + "\".\"" + name + '"';
    }

    private <T> List<T> ask(HikariDataSource pool, String sql, Binding binding, Row<T> row) {
        try (var connection = pool.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout((int) settings.timeout().toSeconds());
            binding.on(statement);
            var found = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) found.add(row.of(rows));
            }
            return found;
        } catch (SQLException e) {
            throw new HistoryUnavailable("the database does not answer: " + e.getMessage(), e);
        }
    }

    private static HikariConfig pool(HistorySettings settings) {
        var config = new HikariConfig();
        config.setPoolName("history");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        if (!settings.passwordFile().isEmpty()) config.setPassword(password(Path.of(settings.passwordFile())));
        config.setReadOnly(true);
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(0);
        config.setConnectionTimeout(5_000);
        // A gateway starts without its database, too.
        config.setInitializationFailTimeout(-1);
        return config;
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the database's password cannot be read", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        if (connections != null) connections.close();
    }
}
