package dev.millrace.gateway.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The archive's vehicles and their readings. Thread-safe. */
public final class VehicleHistory {

    private final History history;

    public VehicleHistory(History history) {
        this.history = history;
    }

    /** Every vehicle with what it sent so far, the one last heard of first. */
    public CompletableFuture<List<ArchivedVehicle>> vehicles() {
        var sql = "SELECT v.*, c.packets, c.fields, c.skipped_fields, c.packet_bytes, c.full_bytes"
                + " FROM " + history.view("vehicles") + " v LEFT JOIN (SELECT vin, sum(packets) packets,"
                + " sum(fields) fields, sum(skipped_fields) skipped_fields, sum(packet_bytes) packet_bytes,"
                + " sum(full_bytes) full_bytes FROM " + history.view("compression_daily") + " GROUP BY vin) c"
                + " ON c.vin = v.vin ORDER BY v.last_seen DESC NULLS LAST, v.vin";
        return history.select(sql, statement -> {}, ArchivedVehicle::of);
    }

    /**
     * Readings of a vehicle in the order of its own clock, then of their identity.
     *
     * @param from first millisecond of that clock
     * @param to the one after the last
     * @param after the reading after which to go on, within the same bounds
     */
    public CompletableFuture<List<ArchivedReading>> readings(
            String vin, long from, long to, Optional<Cursor> after, int limit) {
        var sql = "SELECT * FROM " + history.view("telemetry_records")
                + " WHERE vin = ? AND timestamp >= ? AND timestamp < ? AND (timestamp, identity) > (?, ?)"
                + " ORDER BY timestamp, identity LIMIT ?";
        var start = after.orElse(new Cursor(Long.MIN_VALUE, ""));
        return history.select(
                sql,
                statement -> {
                    statement.setString(1, vin);
                    statement.setLong(2, from);
                    statement.setLong(3, to);
                    statement.setLong(4, start.timestamp());
                    statement.setString(5, start.identity());
                    statement.setInt(6, limit);
                },
                ArchivedReading::of);
    }

    /** One reading's place among those of its vehicle, as text that fits a URL. */
    public record Cursor(long timestamp, String identity) {

        /** Empty when the text was not made by {@link #text}. */
        public static Optional<Cursor> of(String text) {
            var parts = text.split("_", 2);
            if (parts.length < 2) return Optional.empty();
            try {
                return Optional.of(new Cursor(Long.parseLong(parts[0]), parts[1]));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        public String text() {
            return timestamp + "_" + identity;
        }
    }

    static Optional<Double> number(ResultSet row, String column) throws SQLException {
        var value = row.getDouble(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    static Optional<Long> whole(ResultSet row, String column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }
}
