package dev.millrace.gateway.telemetry;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The compression of all vehicles together, from the newest cumulative counters of each. Not thread-safe. */
final class CompressionTotals {

    /** Of one vehicle, after the input record at {@code offset}. */
    private record Counters(long offset, long total, long transmitted) {}

    private static final Counters NONE = new Counters(-1, 0, 0);

    private final Map<String, Counters> vehicles = new HashMap<>();
    private long total;
    private long transmitted;

    /** Takes the counters of a vehicle, unless newer ones are known. */
    void update(String vehicle, long offset, long totalFields, long transmittedFields) {
        var known = vehicles.getOrDefault(vehicle, NONE);
        if (offset <= known.offset) return;
        vehicles.put(vehicle, new Counters(offset, totalFields, transmittedFields));
        total += totalFields - known.total;
        transmitted += transmittedFields - known.transmitted;
    }

    /** As dashboards read them; the ratio in percent. */
    Map<String, Object> json() {
        var skipped = total - transmitted;
        var ratio = total == 0 ? 0.0 : PythonFloat.round((double) skipped / total * 100, 2);
        var json = new LinkedHashMap<String, Object>();
        json.put("total_readings", total);
        json.put("transmitted_readings", transmitted);
        json.put("skipped_readings", skipped);
        json.put("compression_ratio", ratio);
        return json;
    }
}
