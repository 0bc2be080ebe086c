package dev.millrace.gateway.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle of the archive.
 *
 * @param packets that it sent so far, with their optional fields, those left out, their bytes, and those of the same
 *     readings uncompressed; all 0 when nothing has been counted
 */
public record ArchivedVehicle(
        String vin,
        Optional<String> model,
        Optional<Long> year,
        Optional<Instant> firstSeen,
        Optional<Instant> lastSeen,
        Optional<Long> lastTimestamp,
        long packets,
        long fields,
        long skippedFields,
        long packetBytes,
        long fullBytes) {

    static ArchivedVehicle of(ResultSet row) throws SQLException {
        return new ArchivedVehicle(
                row.getString("vin"),
                Optional.ofNullable(row.getString("model")),
                VehicleHistory.whole(row, "year"),
                instant(row.getTimestamp("first_seen")),
                instant(row.getTimestamp("last_seen")),
                VehicleHistory.whole(row, "last_timestamp"),
                row.getLong("packets"),
                row.getLong("fields"),
                row.getLong("skipped_fields"),
                row.getLong("packet_bytes"),
                row.getLong("full_bytes"));
    }

    private static Optional<Instant> instant(@Nullable Timestamp timestamp) {
        return Optional.ofNullable(timestamp).map(Timestamp::toInstant);
    }
}
