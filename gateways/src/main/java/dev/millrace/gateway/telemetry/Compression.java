package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.python.PythonFloat;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryState;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of what could have been sent was sent, by one vehicle or by all of them.
 *
 * @param total fields that could have been left out
 * @param transmitted those of them that were sent
 * @param packetBytes of the packets that left fields out
 * @param fullBytes of the same readings as packets that leave out nothing
 */
record Compression(long total, long transmitted, long packetBytes, long fullBytes) {

    static final Compression NONE = new Compression(0, 0, 0, 0);

    static Compression of(TelemetryState state) {
        return new Compression(
                state.getTotalFields(), state.getTransmittedFields(), state.getPacketBytes(), state.getFullBytes());
    }

    static Compression of(TelemetryRecord record) {
        var counted = record.getCompression();
        return new Compression(
                counted.getTotal(), counted.getTransmitted(), counted.getPacketBytes(), counted.getFullBytes());
    }

    Compression plus(Compression more) {
        return new Compression(
                total + more.total,
                transmitted + more.transmitted,
                packetBytes + more.packetBytes,
                fullBytes + more.fullBytes);
    }

    Compression minus(Compression less) {
        return new Compression(
                total - less.total,
                transmitted - less.transmitted,
                packetBytes - less.packetBytes,
                fullBytes - less.fullBytes);
    }

    /** As dashboards read it, the ratio in percent; the bytes for clients that asked for detail. */
    Map<String, Object> json(Detail detail) {
        var skipped = total - transmitted;
        var json = new LinkedHashMap<String, Object>();
        json.put("total_readings", total);
        json.put("transmitted_readings", transmitted);
        json.put("skipped_readings", skipped);
        json.put("compression_ratio", total == 0 ? 0.0 : PythonFloat.round((double) skipped / total * 100, 2));
        if (detail == Detail.FULL) {
            json.put("packet_bytes", packetBytes);
            json.put("full_bytes", fullBytes);
        }
        return json;
    }
}
