package dev.millrace.gateway.analyst.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.analyst.table.TopicTable;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.Topics;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

class PushDownTest {

    private static final TopicTable TABLE =
            TopicTable.of(Topics.in(Namespace.NONE).telemetryRecords());
    private static SimulatedScan scan;
    private static Session session;

    @BeforeContainer
    static void open() throws SQLException {
        var names = LeafNames.random();
        scan = new SimulatedScan(TABLE, names);
        session = Session.open(new Session.Cage(256 << 20, 2, Optional.empty()), names, List.of(scan));
    }

    @AfterContainer
    static void close() {
        session.close();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void shouldAnswerTheSameWithAndWithoutIt(@ForAll("queries") String sql) throws SQLException {
        // Given
        scan.reach(Reach.ALL);
        var without = answer(sql);

        // When
        session.plan(sql);
        Statistics.label("reach").collect(scan.reach().isAll() ? "everything" : "less");

        // Then
        assertThat(answer(sql)).as(sql + " reads " + scan.reach()).isEqualTo(without);
    }

    @Example
    void shouldReadWindowOfTimeAlone() throws SQLException {
        // When
        session.plan("SELECT count(*) FROM telemetry.records WHERE _time >= make_timestamptz(" + SimulatedScan.EPOCH
                + ") AND _time < make_timestamptz(" + SimulatedScan.EPOCH + ") + INTERVAL 5 SECONDS");

        // Then
        var times = new Span(SimulatedScan.EPOCH, SimulatedScan.EPOCH + 5_000_000);
        assertThat(scan.reach()).isEqualTo(Reach.of(Box.ofTimes(times)));
    }

    @Example
    void shouldReadAcrossViewsJoinsAndAlternatives() throws SQLException {
        // When
        session.plan("WITH recent AS (SELECT _key AS vin, _offset AS o FROM telemetry.records WHERE _partition = 2)"
                + " SELECT * FROM recent LEFT JOIN \"telemetry.records\" r ON r._offset = o AND r._key = 'b'"
                + " WHERE o BETWEEN 5 AND 7 OR o IN (20, 21, 22, 23, 24)");

        // Then
        assertThat(scan.reach().contains(2, 6, 0, Optional.of("x"))).isTrue();
        assertThat(scan.reach().contains(2, 22, 0, Optional.empty())).isTrue();
        assertThat(scan.reach().contains(3, 99, 0, Optional.of("b"))).isTrue();
        assertThat(scan.reach().contains(2, 9, 0, Optional.of("x"))).isFalse();
        assertThat(scan.reach().contains(1, 6, 0, Optional.of("x"))).isFalse();
    }

    @Example
    void shouldNotBeFooledByColumnsOfTheSameName() throws SQLException {
        // When
        session.plan("SELECT * FROM (SELECT sequence AS _offset, _offset AS _partition FROM telemetry.records)"
                + " WHERE _offset > 3 AND _partition < 9");

        // Then
        assertThat(scan.reach()).isEqualTo(Reach.of(Box.ofOffsets(Span.upTo(8))));
    }

    @Provide
    Arbitrary<String> queries() {
        var templates = Arbitraries.of(
                "SELECT _partition, _offset FROM telemetry.records WHERE %1$s ORDER BY ALL",
                "SELECT count(*), min(_time), max(_offset) FROM telemetry.records WHERE %1$s",
                "SELECT p, count(*) FROM (SELECT *, _partition AS p, 7 AS _offset_ FROM telemetry.records) WHERE %1$s"
                        + " GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL",
                "SELECT count(*) FROM telemetry.records a LEFT JOIN (FROM telemetry.records WHERE %1$s) b USING (_offset)",
                "SELECT count(*), count(b._key) FROM (FROM telemetry.records WHERE %2$s) a FULL JOIN"
                        + " (FROM telemetry.records WHERE %1$s) b ON a._offset = b._offset AND a._partition > 1",
                "SELECT _offset FROM telemetry.records WHERE %1$s AND _offset IN (SELECT _offset + 1 FROM"
                        + " telemetry.records WHERE %2$s) ORDER BY ALL",
                "SELECT * FROM (SELECT _partition AS _offset, _offset AS _partition, _time, _key FROM"
                        + " telemetry.records) WHERE %1$s ORDER BY ALL",
                "SELECT _offset, row_number() OVER (PARTITION BY _partition ORDER BY _offset) AS n, _partition, _time,"
                        + " _key FROM telemetry.records QUALIFY %1$s ORDER BY ALL",
                "SELECT count(*) FILTER (%1$s), count(*) FROM telemetry.records WHERE %2$s OR _key IS NULL",
                "WITH w AS MATERIALIZED (FROM telemetry.records WHERE %1$s) SELECT (SELECT count(*) FROM w WHERE %2$s),"
                        + " (SELECT count(*) FROM w)",
                "SELECT (_time >= TIMESTAMPTZ '2023-11-14 22:13:30+00')::INT AS x, count(*) FROM telemetry.records"
                        + " WHERE NOT (%1$s) GROUP BY ALL ORDER BY ALL");
        var condition = conditions(3);
        return Combinators.combine(templates, condition, condition).as(String::format);
    }

    private static Arbitrary<String> conditions(int depth) {
        if (depth == 0) return simple();
        var inner = conditions(depth - 1);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, simple()),
                net.jqwik.api.Tuple.of(2, Combinators.combine(inner, inner).as((a, b) -> "(" + a + " AND " + b + ")")),
                net.jqwik.api.Tuple.of(2, Combinators.combine(inner, inner).as((a, b) -> "(" + a + " OR " + b + ")")),
                net.jqwik.api.Tuple.of(1, inner.map(a -> "NOT (" + a + ")")),
                net.jqwik.api.Tuple.of(
                        1, inner.map(a -> "CASE WHEN " + a + " THEN _offset < 40 ELSE _partition = 1 END")),
                net.jqwik.api.Tuple.of(1, inner.map(a -> "(" + a + ") IS NOT TRUE")));
    }

    private static Arbitrary<String> simple() {
        var operator = Arbitraries.of("=", "<", "<=", ">", ">=", "<>", "IS DISTINCT FROM");
        var offset = Arbitraries.integers().between(-2, 62).map(Object::toString);
        var partition = Arbitraries.integers().between(-1, 5).map(Object::toString);
        var time = Arbitraries.integers()
                .between(-2_000, 122_000)
                .map(ms -> "make_timestamptz(" + (SimulatedScan.EPOCH + ms * 1000L) + ")");
        var textTime = Arbitraries.integers()
                .between(0, 59)
                .map(second -> "'2023-11-14 22:14:" + second + (second % 2 == 0 ? ".5+01" : "") + "'");
        var key = Arbitraries.of("'k0'", "'k1'", "'k4'", "'none'", "'it''s'", "''", "chr(10)", "NULL");
        return Arbitraries.oneOf(
                compared("_offset", operator, offset),
                compared("_partition", operator, partition),
                compared("_time", operator, time),
                compared("_time", operator, textTime),
                compared("_key", operator, key),
                Combinators.combine(
                                offset,
                                operator,
                                Arbitraries.of("_offset", "_offset + 3", "-_offset", "_offset::DOUBLE"))
                        .as((value, op, column) -> value + " " + op + " " + column),
                Combinators.combine(time, time).as((a, b) -> "_time BETWEEN " + a + " AND " + b),
                Combinators.combine(offset, offset).as((a, b) -> "_offset NOT BETWEEN " + a + " AND " + b),
                offset.list().ofMinSize(1).ofMaxSize(9).map(some -> "_offset IN (" + String.join(", ", some) + ")"),
                key.list().ofMinSize(1).ofMaxSize(5).map(some -> "_key IN (" + String.join(", ", some) + ")"),
                partition
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(5)
                        .map(some -> "_partition NOT IN (" + String.join(", ", some) + ")"),
                Arbitraries.of(
                        "_key IS NULL",
                        "_key LIKE 'k%'",
                        "_key > 'k1'",
                        "lower(_key) = 'k1'",
                        "_offset % 3 = 0",
                        "_time::DATE = DATE '2023-11-14'",
                        "_time > now()",
                        "_offset > 5.5",
                        "_offset = '7'",
                        "struct_pack(a := _offset).a > 50",
                        "_offset = _partition",
                        "true",
                        "NULL"));
    }

    private static Arbitrary<String> compared(String column, Arbitrary<String> operator, Arbitrary<String> value) {
        return Combinators.combine(operator, value).as((op, constant) -> column + " " + op + " " + constant);
    }

    private static List<List<Object>> answer(String sql) throws SQLException {
        var rows = new ArrayList<List<Object>>();
        try (var statement = session.statement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                var row = new ArrayList<Object>();
                for (var i = 1; i <= result.getMetaData().getColumnCount(); i++) row.add(result.getObject(i));
                rows.add(row);
            }
        }
        return rows;
    }
}
