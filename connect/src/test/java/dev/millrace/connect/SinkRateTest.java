package dev.millrace.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import javax.management.ObjectName;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/**
 * How fast readings reach their table, beside a bare COPY of the same rows into the same table, in turns. It prints what
 * it finds: {@code mvn -pl connect -am -Dmillrace.long=true -Dtest=SinkRateTest
 * -Dsurefire.failIfNoSpecifiedTests=false test}.
 */
@EnabledIfSystemProperty(named = "millrace.long", matches = "true")
class SinkRateTest {

    private static final int ROWS = Integer.getInteger("rows", 200_000);
    private static final int VEHICLES = 40;

    @TempDir
    Path directory;

    @Test
    void shouldStoreEveryRowAsFastAsItCan() throws Exception {
        // Given
        try (var archive = new Archive(directory)) {
            var connector = "/connectors/telemetry-records";
            for (var round = 1; round <= 4; round++) {
                archive.rest("PUT", connector + "/pause");
                Awaitility.await().until(() -> archive.rest("GET", connector + "/status"), s -> !s.contains("RUNNING"));
                var first = 1_795_262_400_000L + (long) round * ROWS;
                for (var i = 0; i < ROWS; i++) {
                    var reading = Readings.legacy(first + i).build();
                    archive.send(archive.cluster().topics().telemetryRecords(), "CAR" + i % VEHICLES, reading);
                }
                archive.flush();
                var before = stored();

                // When
                var began = System.nanoTime();
                archive.rest("PUT", connector + "/resume");
                Awaitility.await()
                        .atMost(Duration.ofMinutes(5))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> stored() - before >= ROWS);
                var sink = ROWS / seconds(began);
                var copy = ROWS / bareCopy(archive);

                // Then
                System.out.printf("sink %,.0f rows/s, bare COPY %,.0f rows/s, ratio %.2f%n", sink, copy, sink / copy);
                assertThat(archive.one("SELECT count(*) FROM telemetry_data")).isEqualTo(Integer.toString(ROWS));
                archive.run("TRUNCATE telemetry_data");
            }
        }
    }

    private static long stored() throws Exception {
        var beans = ManagementFactory.getPlatformMBeanServer();
        long stored = 0;
        for (var sink : beans.queryNames(new ObjectName("dev.millrace.connect:type=sink,*"), null)) {
            stored += (Long) beans.getAttribute(sink, "Stored");
        }
        return stored;
    }

    /** Seconds to copy all rows of the table into it again, once it is empty. */
    private static double bareCopy(Archive archive) throws Exception {
        try (var connection = DriverManager.getConnection(
                archive.database().url(), archive.database().owner(), "")) {
            var copies = connection.unwrap(PGConnection.class).getCopyAPI();
            var rows = new ByteArrayOutputStream();
            copies.copyOut("COPY telemetry_data TO STDOUT", rows);
            archive.run("TRUNCATE telemetry_data");
            var began = System.nanoTime();
            copies.copyIn("COPY telemetry_data FROM STDIN", new ByteArrayInputStream(rows.toByteArray()), 1 << 16);
            return seconds(began);
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
