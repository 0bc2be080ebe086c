package dev.millrace.gateway.analyst.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.gateway.analyst.table.Column;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBFunctions;

/**
 * A DuckDB of one question's own, in memory, with each topic as a view over its scan. Used by one thread; {@link #close}
 * may be called by another and ends what runs.
 */
final class Session implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final LeafNames names;
    private final List<? extends Scan> scans;

    /**
     * What a session may do and take.
     *
     * @param file the only one it may read and write, if any
     */
    record Cage(long memoryBytes, int threads, Optional<Path> file) {

        Properties properties() {
            var properties = new Properties();
            properties.put("jdbc_stream_results", "true");
            properties.put("memory_limit", (memoryBytes >> 20) + "MiB");
            properties.put("threads", Integer.toString(threads));
            properties.put("enable_external_access", "false");
            file.ifPresent(path -> properties.put("allowed_paths", "[" + Column.literal(path.toString()) + "]"));
            properties.put("autoinstall_known_extensions", "false");
            properties.put("autoload_known_extensions", "false");
            properties.put("allow_community_extensions", "false");
            properties.put("temp_directory", "");
            properties.put("preserve_insertion_order", "false");
            return properties;
        }
    }

    private Session(Connection connection, LeafNames names, List<? extends Scan> scans) {
        this.connection = connection;
        this.names = names;
        this.scans = scans;
    }

    static Session open(Cage cage, LeafNames names, List<? extends Scan> scans) throws SQLException {
        NativeLibrary.load();
        var connection = DriverManager.getConnection("jdbc:duckdb:", cage.properties());
        var session = new Session(connection, names, scans);
        try {
            session.setUp();
            return session;
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    private void setUp() throws SQLException {
        for (var i = 0; i < scans.size(); i++) {
            DuckDBFunctions.tableFunction()
                    .withName(names.scan(i))
                    .withProjectionPushdown()
                    .withFunction(scans.get(i).function())
                    .register(connection);
        }
        // The driver keeps the name of every function that was ever registered.
        DuckDBDriver.clearFunctionsRegistry();
        try (var statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            // Many alternatives stay one condition, and can be seen in the plan.
            statement.execute("SET disabled_optimizers = 'in_clause'");
            for (var i = 0; i < scans.size(); i++) createViews(statement, i);
            statement.execute("SET lock_configuration = true");
        }
        // One transaction, so that now() is the same when a question is planned and when it is answered.
        connection.setAutoCommit(false);
    }

    private void createViews(Statement statement, int index) throws SQLException {
        var table = scans.get(index).table();
        var quoted = Column.quoted(table.name());
        statement.execute("CREATE VIEW " + quoted + " AS SELECT " + table.selectList(names::leaf) + " FROM "
                + names.scan(index) + "()");
        if (table.schema().isEmpty()) return;
        var schema = Column.quoted(table.schema().get());
        statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
        var plain = Column.quoted(table.name().substring(table.schema().get().length() + 1));
        statement.execute("CREATE VIEW " + schema + "." + plain + " AS FROM main." + quoted);
    }

    /**
     * Makes sure that this is one statement that only reads.
     *
     * @throws Unanswered when it is not
     */
    void admit(String sql) throws Unanswered, SQLException {
        var parsed = parse(sql);
        if (parsed.path("error").asBoolean()) {
            var isSyntax = parsed.path("error_type").asText().equals("parser");
            throw bad(
                    isSyntax
                            ? syntaxError(sql, parsed)
                            : "only SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE and SHOW"
                                    + " are answered here, one statement at a time");
        }
        var count = parsed.path("statements").size();
        if (count != 1) throw bad(count == 0 ? "there is no statement" : "only one statement is answered at a time");
        var boundless = Boundless.in(parsed);
        if (boundless.isPresent()) throw bad(boundless.get());
    }

    /** An admitted question without comments and semicolons around it, so that it can stand within another statement. */
    String bare(String sql) throws SQLException {
        try (var statement =
                connection.prepareStatement("SELECT json_deserialize_sql(json_serialize_sql(?::VARCHAR))")) {
            statement.setString(1, sql);
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    /** What each scan must read at least for the answer to be right; lets the scans know. */
    void plan(String sql) throws SQLException {
        var explained = explain(sql);
        for (var i = 0; i < scans.size(); i++) {
            scans.get(i).reach(explained.isEmpty() ? Reach.ALL : reach(explained.get(), names.scan(i)));
        }
    }

    /** As {@link #plan}, where it is known. */
    void reach(Reach needed) {
        scans.forEach(scan -> scan.reach(needed));
    }

    Statement statement() throws SQLException {
        return connection.createStatement();
    }

    /**
     * Asks again to learn what went wrong, since the driver does not say it of a streamed result that fails before its
     * first row.
     */
    Optional<String> failure(String sql) throws SQLException {
        connection.rollback();
        try (var statement = ((DuckDBConnection) connection).prepare(sql);
                var result = statement.query()) {
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB cannot be closed", e);
        }
    }

    private Reach reach(Plan plan, String scan) throws SQLException {
        var reach = Reach.NONE;
        var places = plan.places(scan);
        for (var conditions : places) {
            var here = Reach.ALL;
            for (var condition : conditions) here = here.and(reach(condition));
            reach = reach.or(here);
        }
        return places.isEmpty() ? Reach.ALL : reach;
    }

    private Reach reach(String condition) throws SQLException {
        var expressions = parse("SELECT " + condition).at("/statements/0/node/select_list");
        return expressions.size() == 1 ? new Conditions(names).reach(expressions.get(0)) : Reach.ALL;
    }

    /** Empty where DuckDB cannot explain it; what is wrong with it shows when it is asked. */
    private Optional<Plan> explain(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("EXPLAIN (FORMAT json) " + sql)) {
            return result.next() ? Optional.of(Plan.read(json(result.getString(2)))) : Optional.empty();
        } catch (SQLException e) {
            connection.rollback();
            return Optional.empty();
        }
    }

    private JsonNode parse(String sql) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT json_serialize_sql(?::VARCHAR)::VARCHAR")) {
            statement.setString(1, sql);
            try (var result = statement.executeQuery()) {
                result.next();
                return json(result.getString(1));
            }
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private String syntaxError(String sql, JsonNode parsed) {
        // Nothing runs: it cannot even be parsed.
        try (var statement = connection.prepareStatement(sql)) {
            return parsed.path("error_message").asText();
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Unanswered bad(String detail) {
        return new Unanswered(Unanswered.Reason.BAD_QUESTION, detail);
    }
}
