package dev.millrace.gateway.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a route answers loggers: as the legacy server did, or as its documentation said that it would. */
enum Dialect {
    /** {@code POST /telemetry}. */
    SERVER("ok"),
    /** {@code POST /api/telemetry}. */
    DOCUMENTED("success");

    private final String success;

    Dialect(String success) {
        this.success = success;
    }

    /**
     * @param buffered readings held, the accepted ones included
     * @param totals the compression of all vehicles
     */
    Map<String, Object> accepted(int buffered, Map<String, Object> totals) {
        var json = new LinkedHashMap<String, Object>();
        json.put("status", success);
        json.put("records_buffered", buffered);
        if (this == DOCUMENTED) {
            json.put("compression_ratio", totals.getOrDefault("compression_ratio", 0.0));
            json.put("transmitted_fields", totals.getOrDefault("transmitted_readings", 0L));
            json.put("skipped_fields", totals.getOrDefault("skipped_readings", 0L));
        }
        return json;
    }

    /** @param legacyStatus what the server's own dialect answers with */
    int malformedStatus(int legacyStatus) {
        return this == SERVER ? legacyStatus : 400;
    }
}
