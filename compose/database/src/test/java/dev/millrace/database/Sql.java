package dev.millrace.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Statements of a test, each on a connection of its own. */
final class Sql {

    private Sql() {}

    static void run(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "millrace", "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String one(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "millrace", "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Of the server on a database's directory. */
    static long serverPid(Path directory) throws IOException {
        return Long.parseLong(Files.readAllLines(directory.resolve("cluster/postmaster.pid"))
                .get(0)
                .strip());
    }
}
