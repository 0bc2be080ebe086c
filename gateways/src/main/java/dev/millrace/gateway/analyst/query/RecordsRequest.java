package dev.millrace.gateway.analyst.query;

import dev.millrace.gateway.analyst.table.Column;
import dev.millrace.gateway.analyst.table.TopicTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Records of one topic that are asked for.
 *
 * @param from appended then or later
 * @param to appended before
 */
public record RecordsRequest(
        TopicTable table,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> key,
        OptionalInt partition,
        OptionalLong limit) {

    Reach reach() {
        var box = Box.ALL;
        if (from.isPresent()) box = box.and(Box.ofTimes(Span.from(micros(from.get()))));
        if (to.isPresent()) box = box.and(Box.ofTimes(Span.before(micros(to.get()))));
        if (key.isPresent()) box = box.and(Box.ofKey(key.get()));
        if (partition.isPresent()) box = box.and(Box.ofPartitions(Span.of(partition.getAsInt())));
        return Reach.of(box);
    }

    /** What decides, however much more was read. */
    String sql() {
        var conditions = new ArrayList<String>(List.of("true"));
        from.ifPresent(time -> conditions.add("_time >= " + time(time)));
        to.ifPresent(time -> conditions.add("_time < " + time(time)));
        key.ifPresent(text -> conditions.add("_key = " + Column.literal(text)));
        partition.ifPresent(number -> conditions.add("_partition = " + number));
        return "SELECT * FROM " + Column.quoted(table.name()) + " WHERE " + String.join(" AND ", conditions)
                + (limit.isPresent() ? " LIMIT " + limit.getAsLong() : "");
    }

    private static String time(Instant time) {
        return "make_timestamptz(" + micros(time) + ")";
    }

    private static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000), time.getNano() / 1000);
    }
}
