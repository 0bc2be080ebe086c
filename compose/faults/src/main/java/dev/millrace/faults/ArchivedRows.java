package dev.millrace.faults;

import dev.millrace.faults.Ledger.Entry;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What stands in the database, once the sink has caught up with everything acknowledged. */
final class ArchivedRows {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String COUNT = "SELECT count(*) FROM telemetry_data";
    private static final String ROWS =
            "SELECT v.vin, d.timestamp FROM telemetry_data d JOIN vehicles v ON v.id = d.vehicle_id ORDER BY d.timestamp";

    private ArchivedRows() {}

    static List<Entry> read(String jdbc, String user, int expected) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbc, user, "");
                var statement = connection.createStatement()) {
            var end = System.nanoTime() + PATIENCE.toNanos();
            var before = -1L;
            for (var count = 0L; System.nanoTime() < end; before = count) {
                try (var rows = statement.executeQuery(COUNT)) {
                    rows.next();
                    count = rows.getLong(1);
                }
                if (count >= expected && count == before) break;
                Pause.of(Duration.ofSeconds(5));
            }
            var found = new ArrayList<Entry>();
            try (var rows = statement.executeQuery(ROWS)) {
                while (rows.next()) found.add(new Entry(rows.getString(1), rows.getLong(2)));
            }
            return found;
        }
    }
}
