package dev.millrace.gateway.analyst;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** One topic as analysts see it: how it stands, and how it grew between two looks. */
record TopicRow(String topic, TopicLook look, double recordsPerSecond, OptionalDouble bytesPerSecond) {

    /** @param earlier the same topic {@code seconds} before, itself when there was no look before */
    static TopicRow of(String topic, TopicLook now, TopicLook earlier, double seconds) {
        var records = Math.max(0, now.end() - earlier.end()) / seconds;
        var bytes = now.bytes().isPresent() && earlier.bytes().isPresent()
                ? OptionalDouble.of(
                        Math.max(0, now.bytes().getAsLong() - earlier.bytes().getAsLong()) / seconds)
                : OptionalDouble.empty();
        return new TopicRow(topic, now, records, bytes);
    }

    static ArrayNode json(Iterable<TopicRow> rows) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var row : rows) {
            var json = array.addObject()
                    .put("topic", row.topic)
                    .put("partitions", row.look.partitions())
                    .put("records", row.look.records())
                    .put("rate_per_s", round(row.recordsPerSecond));
            row.look.bytes().ifPresent(bytes -> json.put("bytes", bytes));
            row.bytesPerSecond.ifPresent(bytes -> json.put("bytes_per_s", round(bytes)));
            var consumers = json.putArray("consumers");
            for (Map.Entry<String, Long> lag : new TreeMap<>(row.look.lags()).entrySet()) {
                consumers.addObject().put("group", lag.getKey()).put("lag", lag.getValue());
            }
        }
        return array;
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
