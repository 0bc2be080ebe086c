package dev.millrace.gateway.telemetry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.millrace.gateway.history.ArchivedReading;
import dev.millrace.gateway.history.ArchivedVehicle;
import dev.millrace.gateway.history.VehicleHistory.Cursor;
import dev.millrace.gateway.python.PythonFloat;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The archive's vehicles and readings as JSON. */
final class HistoryJson {

    private HistoryJson() {}

    static String vehicles(List<ArchivedVehicle> vehicles) {
        var json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("vehicles");
        for (var vehicle : vehicles) {
            var node = array.addObject().put("vin", Vin.ofKey(vehicle.vin()).text());
            vehicle.model().ifPresent(model -> node.put("model", model));
            vehicle.year().ifPresent(year -> node.put("year", year));
            vehicle.firstSeen().map(Instant::toString).ifPresent(time -> node.put("first_seen", time));
            vehicle.lastSeen().map(Instant::toString).ifPresent(time -> node.put("last_seen", time));
            vehicle.lastTimestamp().ifPresent(time -> node.put("last_timestamp", time));
            var compression = node.putObject("compression")
                    .put("packets", vehicle.packets())
                    .put("fields", vehicle.fields())
                    .put("skipped_fields", vehicle.skippedFields())
                    .put("packet_bytes", vehicle.packetBytes())
                    .put("full_bytes", vehicle.fullBytes());
            percent(vehicle.skippedFields(), vehicle.fields()).ifPresent(p -> compression.put("skipped_percent", p));
            percent(vehicle.fullBytes() - vehicle.packetBytes(), vehicle.fullBytes())
                    .ifPresent(p -> compression.put("bytes_saved_percent", p));
        }
        return json.toString();
    }

    /** @param next where to go on, when there may be more */
    static String readings(String vin, List<ArchivedReading> readings, Optional<Cursor> next) {
        var json =
                JsonNodeFactory.instance.objectNode().put("vin", Vin.ofKey(vin).text());
        var array = json.putArray("records");
        for (var reading : readings) add(array.addObject(), reading);
        next.ifPresent(cursor -> json.put("next", cursor.text()));
        return json.toString();
    }

    private static void add(ObjectNode node, ArchivedReading reading) {
        node.put("timestamp", reading.timestamp());
        reading.values().forEach((name, value) -> value.value().ifPresent(number -> node.put(name, number)));
        reading.odometer().ifPresent(number -> node.put("odometer", number));
        reading.latitude().ifPresent(number -> node.put("latitude", number));
        reading.longitude().ifPresent(number -> node.put("longitude", number));
        var provenance = node.putObject("provenance");
        var bounds = node.putObject("bounds");
        reading.values().forEach((name, value) -> {
            value.provenance().ifPresent(text -> provenance.put(name, text.toLowerCase(Locale.ROOT)));
            value.bound().ifPresent(bound -> bounds.put(name, bound));
        });
        reading.signals().ifPresent(text -> node.putRawValue("signals", new RawValue(text)));
        reading.protocol()
                .ifPresent(text ->
                        node.put("protocol", text.toLowerCase(Locale.ROOT).replace('_', '-')));
        node.put("received_at", reading.receivedAt().toString());
    }

    private static Optional<Double> percent(long part, long whole) {
        return whole == 0 ? Optional.empty() : Optional.of(PythonFloat.round(100.0 * part / whole, 2));
    }
}
