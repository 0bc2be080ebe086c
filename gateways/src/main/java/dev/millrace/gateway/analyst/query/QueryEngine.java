package dev.millrace.gateway.analyst.query;

import dev.millrace.gateway.analyst.table.Column;
import dev.millrace.gateway.analyst.table.TopicTable;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topic;
import dev.millrace.topic.Topics;
import dev.millrace.topic.serde.MessageSerdes;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers questions about topics. Thread-safe; each question has a DuckDB of its own. */
public final class QueryEngine implements AutoCloseable {

    private final Topics topics;
    private final MessageSerdes serdes;
    private final QuerySettings settings;
    private final Consumers consumers;
    private final AppendTimes times;
    private volatile List<TopicTable> tables = List.of();

    public QueryEngine(Cluster cluster, Topics topics, MessageSerdes serdes, QuerySettings settings) {
        this.topics = topics;
        this.serdes = serdes;
        this.settings = settings;
        this.consumers = new Consumers(cluster);
        this.times = new AppendTimes(cluster);
    }

    /** Has these topics, and no others, as tables from now on. */
    public void offer(List<Topic<?>> offered) {
        tables = offered.stream().distinct().<TopicTable>map(TopicTable::of).toList();
    }

    public List<TopicTable> tables() {
        return tables;
    }

    /**
     * Answers a question, in DuckDB's SQL.
     *
     * @throws Unanswered when there is no answer, or not all of it
     * @throws IOException when the answer cannot be written
     */
    public void answer(RunningQuery query, String sql, AnswerWriter out) throws Unanswered, IOException {
        within(query, tables, settings.threads(), Optional.empty(), session -> {
            session.admit(sql);
            session.plan(sql);
            ask(query, session, sql, out);
        });
    }

    /** Writes a topic's records, in the order of each partition. */
    public void records(RunningQuery query, RecordsRequest request, AnswerWriter out) throws Unanswered, IOException {
        within(query, List.of(request.table()), 1, Optional.empty(), session -> {
            session.reach(request.reach());
            ask(query, session, request.sql(), out);
        });
    }

    /** Writes the answer to a question to a Parquet file. */
    public void parquet(RunningQuery query, String sql, Path file) throws Unanswered, IOException {
        within(query, tables, settings.threads(), Optional.of(file), session -> {
            session.admit(sql);
            session.plan(sql);
            copy(session, session.bare(sql), file);
        });
    }

    /** Writes a topic's records to a Parquet file. */
    public void parquet(RunningQuery query, RecordsRequest request, Path file) throws Unanswered, IOException {
        within(query, List.of(request.table()), 1, Optional.of(file), session -> {
            session.reach(request.reach());
            copy(session, request.sql(), file);
        });
    }

    private static void copy(Session session, String sql, Path file) throws SQLException {
        try (var statement = session.statement()) {
            statement.execute("COPY (" + sql + ") TO " + Column.literal(file.toString())
                    + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480, USE_TMP_FILE false)");
        }
    }

    @Override
    public void close() {
        consumers.close();
        times.close();
    }

    private interface Task {
        void run(Session session) throws SQLException, Unanswered, IOException;
    }

    private void within(RunningQuery query, List<TopicTable> seen, int threads, Optional<Path> file, Task task)
            throws Unanswered, IOException {
        var names = LeafNames.random();
        var snapshot = new Snapshot(consumers, times, topics, settings.clockSlack());
        var scans = seen.stream()
                .map(table -> new TopicScan(table, names, snapshot, source(table, threads), query))
                .toList();
        var cage = new Session.Cage(settings.memory().bytes(), threads, file);
        try (var session = Session.open(cage, names, scans)) {
            query.onEnd(session::close);
            task.run(session);
            query.check();
        } catch (SQLException e) {
            query.check();
            throw unanswered(String.valueOf(e.getMessage()));
        } finally {
            query.onEnd(() -> {});
            scans.forEach(TopicScan::close);
        }
    }

    private TopicScan.Source source(TopicTable table, int lanes) {
        return new TopicScan.Source(consumers, Payloads.of(table.topic(), serdes), lanes);
    }

    private void ask(RunningQuery query, Session session, String sql, AnswerWriter out)
            throws SQLException, Unanswered, IOException {
        try (var statement = session.statement();
                var result = statement.executeQuery(sql)) {
            write(query, result, out);
        } catch (SQLException e) {
            query.check();
            if (!String.valueOf(e.getMessage()).contains("Invalid result set")) throw e;
            query.tally().close();
            throw unanswered(session.failure(sql).orElse("DuckDB gave no answer, and no reason"));
        } catch (AnswerStream.TooLarge e) {
            throw new Unanswered(Unanswered.Reason.LIMIT_REACHED, String.valueOf(e.getMessage()));
        }
    }

    static void write(RunningQuery query, ResultSet result, AnswerWriter out)
            throws SQLException, Unanswered, IOException {
        var columns = columns(result);
        out.begin(columns);
        var values = new @Nullable Object[columns.size()];
        var rows = 0L;
        while (result.next()) {
            query.check();
            if (rows++ == query.limits().rows()) {
                out.end(false);
                return;
            }
            for (var i = 0; i < values.length; i++) values[i] = read(result, i + 1, columns.get(i));
            out.row(values);
        }
        out.end(true);
    }

    private static @Nullable Object read(ResultSet row, int column, Heading heading) throws SQLException, Unanswered {
        try {
            return Value.read(row, column, heading.type());
        } catch (DateTimeException | ArithmeticException e) {
            // The driver gives times as Java's, which end earlier than DuckDB's.
            throw new Unanswered(
                    Unanswered.Reason.BAD_QUESTION,
                    heading.name() + " holds a " + heading.type() + " beyond what can be written; cast it to VARCHAR");
        }
    }

    private static List<Heading> columns(ResultSet result) throws SQLException {
        var meta = result.getMetaData();
        var columns = new ArrayList<Heading>();
        for (var i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(new Heading(meta.getColumnName(i), meta.getColumnTypeName(i)));
        }
        return columns;
    }

    private Unanswered unanswered(String message) {
        var lower = message.toLowerCase(Locale.ROOT);
        if (lower.startsWith("out of memory error")) {
            return new Unanswered(
                    Unanswered.Reason.LIMIT_REACHED,
                    "it needs more memory than the " + settings.memory() + " it may use");
        }
        var isOurs = lower.startsWith("internal error") || lower.startsWith("fatal error");
        return new Unanswered(isOurs ? Unanswered.Reason.FAILED : Unanswered.Reason.BAD_QUESTION, message);
    }
}
