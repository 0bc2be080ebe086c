package dev.millrace.connect;

import dev.millrace.part.PartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.postgresql.Driver;

/**
 * The tables and read views, brought up to date: {@code migrations/tables} everywhere, {@code migrations/timescale}
 * where that extension is installed, with the
 * licence that has compression in it. Several processes may do so at once; Flyway lets one go first.
 */
final class Migrations {

    private static final String FOLDER = "classpath:dev/millrace/connect/migrations/";

    private final ConnectSettings.Database database;

    Migrations(ConnectSettings.Database database) {
        this.database = database;
    }

    /** The database does not answer now. */
    static final class Away extends RuntimeException {
        private static final long serialVersionUID = 1;

        Away(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * Applies what has not been applied.
     *
     * @throws Away when the database cannot be reached
     * @throws PartFailure when a migration fails
     */
    void apply() {
        try (var connection = connect()) {
            migrate("tables", "schema_history");
            if (hasTimescale(connection)) migrate("timescale", "schema_history_timescale");
            setReaderPassword(connection);
        } catch (SQLException e) {
            throw new Away(e);
        } catch (FlywaySqlException e) {
            if (isUnreachable(e)) throw new Away(e);
            throw new PartFailure("the tables cannot be brought up to date: " + e.getMessage(), e);
        } catch (FlywayException e) {
            throw new PartFailure("the tables cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    private void migrate(String folder, String history) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database.url(), database.user(), password(database.passwordFile()))
                .locations(FOLDER + folder)
                .schemas(database.schema())
                .table(history)
                .placeholders(Map.of("api", database.apiSchema(), "reader", database.reader()))
                // A schema that has tables of its own, or the legacy server's.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private static boolean isUnreachable(FlywaySqlException e) {
        return e.getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && cause.getSQLState().matches("08.*|57P.*|53.*");
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        if (!database.user().isEmpty()) properties.put("user", database.user());
        properties.put("password", password(database.passwordFile()));
        properties.put("connectTimeout", "5");
        var connection = new Driver().connect(database.url(), properties);
        if (connection == null) throw new PartFailure("not a PostgreSQL address: " + database.url());
        return connection;
    }

    private static boolean hasTimescale(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("""
                        SELECT FROM pg_extension WHERE extname = 'timescaledb'
                        AND current_setting('timescaledb.license', true) IS DISTINCT FROM 'apache'""")) {
            return found.next();
        }
    }

    private void setReaderPassword(Connection connection) throws SQLException {
        if (database.readerPasswordFile().isEmpty()) return;
        var password = password(database.readerPasswordFile());
        try (var quote = connection.prepareStatement("SELECT format('ALTER ROLE %I PASSWORD %L', ?, ?)")) {
            quote.setString(1, database.reader());
            quote.setString(2, password);
            try (var row = quote.executeQuery();
                    var statement = connection.createStatement()) {
                if (row.next()) statement.execute(row.getString(1));
            }
        }
    }

    private static String password(String file) {
        if (file.isEmpty()) return "";
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new PartFailure("cannot read the password file " + file + ": " + e.getMessage(), e);
        }
    }
}
