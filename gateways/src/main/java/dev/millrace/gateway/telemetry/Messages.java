package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.live.Payload;
import dev.millrace.gateway.python.PythonJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What dashboards are sent, message by message. */
final class Messages {

    /** How a line of the dashboard's log is coloured. */
    enum Level {
        INFO,
        SUCCESS,
        WARNING,
        ERROR;

        private String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private Messages() {}

    static Payload log(String message, Level level) {
        return payload("log", Map.of(), "message", message, "log_type", level.text());
    }

    /** The line that announces a reading. */
    static Payload arrival(Reading reading) {
        return log(reading.arrival(), reading.message().getCompressed() ? Level.INFO : Level.SUCCESS);
    }

    static Payload history(List<Reading> readings, Detail detail) {
        return payload(
                "history",
                Map.of(),
                "data",
                readings.stream().map(reading -> reading.json(detail)).toList());
    }

    static Payload telemetry(Reading reading, Map<String, Object> compressionStats, Detail detail) {
        return payload(
                "telemetry",
                compressionStats,
                "data",
                reading.json(detail),
                "vehicle_vin",
                reading.vin().shown());
    }

    /** For clients that asked for it: the compression of all vehicles, by itself. */
    static Payload compression(Map<String, Object> compressionStats) {
        return payload("compression_stats", Map.of(), "data", compressionStats);
    }

    /** For clients that asked for detail: how many messages they did not get. */
    static Payload dropped(long messages) {
        return payload("dropped", Map.of(), "count", messages);
    }

    private static Payload payload(String type, Map<String, Object> compressionStats, Object... namesAndValues) {
        var json = new LinkedHashMap<String, Object>();
        json.put("type", type);
        for (var i = 0; i < namesAndValues.length; i += 2) json.put((String) namesAndValues[i], namesAndValues[i + 1]);
        if (!compressionStats.isEmpty()) json.put("compression_stats", compressionStats);
        return Payload.text(PythonJson.SOCKET.write(json));
    }
}
