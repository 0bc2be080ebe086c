package dev.millrace.gateway.analyst.table;

import dev.millrace.topic.Topic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One topic as a table: where each record is, then one column for each field of its message. Immutable.
 *
 * @param leaves what a scan can emit; the first four are {@link #OFFSET}, {@link #PARTITION}, {@link #TIME} and
 *     {@link #KEY}
 * @param fields where each field of a message goes among the leaves
 */
public record TopicTable(Topic<?> topic, List<Column> columns, List<Leaf> leaves, List<Target> fields) {

    public static final int OFFSET = 0;
    public static final int PARTITION = 1;
    /** When the broker appended the record, in microseconds since the epoch. */
    public static final int TIME = 2;

    public static final int KEY = 3;

    private static final Pattern TWO_WORDS = Pattern.compile("([a-z][a-z0-9_]*)\\.([a-z][a-z0-9_]*)");

    /** Names that mean something else to DuckDB where they stand before a dot. */
    private static final Set<String> TAKEN =
            Set.of("system", "temp", "memory", "main", "pg_catalog", "information_schema");

    public TopicTable {
        columns = List.copyOf(columns);
        leaves = List.copyOf(leaves);
        fields = List.copyOf(fields);
    }

    public static TopicTable of(Topic<?> topic) {
        var layout = new Layout(topic.message().getDescriptorForType());
        return new TopicTable(topic, layout.columns(), layout.leaves(), layout.fields());
    }

    /** Without the namespace, as {@code telemetry.records}. */
    public String name() {
        return topic.plainName();
    }

    /** What is written before the dot, so that the name needs no quotes; empty where it is not two plain words. */
    public Optional<String> schema() {
        var words = TWO_WORDS.matcher(name());
        return words.matches() && !TAKEN.contains(words.group(1)) ? Optional.of(words.group(1)) : Optional.empty();
    }

    /** As it is written in SQL, as {@code telemetry.records} or {@code "dead-letters"}. */
    public String sqlName() {
        return schema().isPresent() ? name() : Column.quoted(name());
    }

    /** The columns as the list of a SELECT. */
    public String selectList(IntFunction<String> leafName) {
        return columns.stream()
                .map(column -> column.value().over(leafName) + " AS " + Column.quoted(column.name()))
                .collect(Collectors.joining(", "));
    }
}
