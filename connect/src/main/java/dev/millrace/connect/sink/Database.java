package dev.millrace.connect.sink;

import dev.millrace.connect.letter.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.jdbc.PgConnection;

/**
 * A table's way into the database: one connection with its staging tables, made anew after each failure of the
 * connection. For one thread.
 */
final class Database implements AutoCloseable {

    private static final int CHUNK = 64 << 10;

    private final Address address;
    private final String prepare;
    private final String copy;
    private final SinkSettings settings;
    private @Nullable Session session;

    /** @param timeout how long the database may be silent */
    record Address(String url, String user, String passwordFile, Duration timeout) {}

    /** The database cannot store anything now. */
    static final class Away extends RuntimeException {
        private static final long serialVersionUID = 1;

        Away(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private record Session(PgConnection connection, CopyManager copies) {}

    Database(SinkSettings settings) {
        this.settings = settings;
        this.address = settings.database();
        var columns = settings.columns();
        this.prepare = "CREATE TEMP TABLE staged ("
                + columns.stream().map(Column::definition).collect(Collectors.joining(", "))
                + ") ON COMMIT DELETE ROWS; CREATE TEMP TABLE gone (_key text) ON COMMIT DELETE ROWS";
        this.copy =
                "COPY staged (" + columns.stream().map(Column::name).collect(Collectors.joining(", ")) + ") FROM STDIN";
    }

    /**
     * Stores all in one transaction, or none and says why these rows cannot be stored.
     *
     * @throws Away when that has nothing to do with the rows
     */
    Optional<Refused> store(List<Entry> entries) {
        try {
            var open = session();
            var deleted = entries.stream().filter(Entry::isTombstone).toList();
            var stored = entries.stream().filter(entry -> !entry.isTombstone()).toList();
            if (!stored.isEmpty()) merge(open, copy, stored, settings.merge());
            if (!deleted.isEmpty()) merge(open, "COPY gone (_key) FROM STDIN", deleted, settings.delete());
            open.connection().commit();
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(refusal(e));
        } catch (IOException e) {
            close();
            throw new Away("the database's password cannot be read: " + e.getMessage(), e);
        }
    }

    private static void merge(Session open, String copy, List<Entry> entries, String statements) throws SQLException {
        copy(open, copy, entries);
        try (var statement = open.connection().createStatement()) {
            statement.execute(statements);
        }
    }

    private static void copy(Session open, String copy, List<Entry> entries) throws SQLException {
        var writer = open.copies().copyIn(copy);
        try {
            var chunk = new byte[CHUNK];
            int filled = 0;
            for (var entry : entries) {
                var line = entry.line();
                if (filled + line.length > CHUNK) {
                    writer.writeToCopy(chunk, 0, filled);
                    filled = 0;
                }
                if (line.length > CHUNK) {
                    writer.writeToCopy(line, 0, line.length);
                } else {
                    System.arraycopy(line, 0, chunk, filled, line.length);
                    filled += line.length;
                }
            }
            writer.writeToCopy(chunk, 0, filled);
            writer.endCopy();
        } finally {
            if (writer.isActive()) writer.cancelCopy();
        }
    }

    private Refused refusal(SQLException e) {
        var reason = SqlState.reason(e);
        if (reason != null) {
            try {
                if (session != null) session.connection().rollback();
                return new Refused(reason, SqlState.sentence(e));
            } catch (SQLException lost) {
                e.addSuppressed(lost);
            }
        }
        close();
        throw new Away(e.getMessage() + " (" + e.getSQLState() + ")", e);
    }

    private Session session() throws SQLException, IOException {
        var open = session;
        if (open != null) return open;
        var properties = new Properties();
        if (!address.user().isEmpty()) properties.put("user", address.user());
        if (!address.passwordFile().isEmpty()) {
            properties.put(
                    "password",
                    Files.readString(Path.of(address.passwordFile())).strip());
        }
        properties.put("ApplicationName", "millrace-connect");
        properties.put("connectTimeout", "5");
        properties.put("loginTimeout", "10");
        properties.put("socketTimeout", Long.toString(address.timeout().toSeconds()));
        properties.put("tcpKeepAlive", "true");
        var connection = new Driver().connect(address.url(), properties);
        if (connection == null) throw new SQLException("not a PostgreSQL address: " + address.url());
        var fresh = new Session(
                (PgConnection) connection, connection.unwrap(PGConnection.class).getCopyAPI());
        session = fresh;
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(prepare);
        }
        connection.commit();
        return fresh;
    }

    @Override
    public void close() {
        var open = session;
        session = null;
        if (open == null) return;
        try {
            open.connection().close();
        } catch (SQLException e) {
            // It was lost already.
        }
    }
}
