package dev.millrace.gateway.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A reading of the archive.
 *
 * @param values by name: speed, battery, power, heading
 * @param signals all others by name, as JSON; empty for none
 */
public record ArchivedReading(
        long timestamp,
        Map<String, Value> values,
        Optional<Double> odometer,
        Optional<Double> latitude,
        Optional<Double> longitude,
        Optional<String> signals,
        Optional<String> protocol,
        String identity,
        Instant receivedAt) {

    /** @param bound how far the value may be from the true one; empty when nothing is known */
    public record Value(Optional<Double> value, Optional<String> provenance, Optional<Double> bound) {}

    static ArchivedReading of(ResultSet row) throws SQLException {
        var values = new LinkedHashMap<String, Value>();
        for (var name : new String[] {"speed", "battery", "power", "heading"}) {
            values.put(
                    name,
                    new Value(
                            VehicleHistory.number(row, name),
                            Optional.ofNullable(row.getString(name + "_provenance")),
                            VehicleHistory.number(row, name + "_bound")));
        }
        return new ArchivedReading(
                row.getLong("timestamp"),
                values,
                VehicleHistory.number(row, "odometer"),
                VehicleHistory.number(row, "latitude"),
                VehicleHistory.number(row, "longitude"),
                Optional.ofNullable(row.getString("signals")),
                Optional.ofNullable(row.getString("protocol")),
                row.getString("identity"),
                row.getTimestamp("received_at").toInstant());
    }
}
