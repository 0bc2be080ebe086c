package dev.millrace.connect.sink;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Where in a record a value is: names of fields and positions in lists joined by dots, or one of the record's own
 * properties.
 */
final class FieldPath {

    private static final Map<String, Function<SinkRecord, @Nullable Object>> OWN = Map.of(
            "_key", SinkRecord::key,
            "_topic", SinkRecord::topic,
            "_partition", SinkRecord::kafkaPartition,
            "_offset", SinkRecord::kafkaOffset,
            "_time", SinkRecord::timestamp);

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,6}");

    private final String text;
    private final List<String> names;
    private final @Nullable Function<SinkRecord, @Nullable Object> own;

    private FieldPath(String text) {
        this.text = text;
        this.names = List.of(text.split("\\."));
        this.own = OWN.get(text);
    }

    static FieldPath of(String text) {
        return new FieldPath(text);
    }

    /** Null when any step of the path is absent, from this record or from its schema. */
    @Nullable
    Object in(SinkRecord record) {
        if (own != null) return own.apply(record);
        Object value = record.value();
        for (var name : names) {
            if (value == null) return null;
            value = step(value, name);
        }
        return value;
    }

    private static @Nullable Object step(Object value, String name) {
        if (value instanceof Struct struct) {
            var field = struct.schema().field(name);
            return field == null ? null : struct.get(field);
        }
        if (value instanceof List<?> list) return element(list, name);
        return value instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private static @Nullable Object element(List<?> list, String position) {
        if (!POSITION.matcher(position).matches()) return null;
        var index = Integer.parseInt(position);
        return index < list.size() ? list.get(index) : null;
    }

    @Override
    public String toString() {
        return text;
    }
}
