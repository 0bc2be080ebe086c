package dev.millrace.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tables and the views, as others see them. */
@ExtendWith(SharedArchive.class)
class ViewsTest {

    private static final String READER = "millrace_reader";

    private final Archive archive;

    ViewsTest(Archive archive) {
        this.archive = archive;
    }

    @Test
    void shouldKeepTheColumnsThatReadersKnow() throws Exception {
        // Given
        var promised = Path.of("src/test/resources/dev/millrace/connect/api_v1.txt");

        // When
        var found = archive.one("""
                SELECT string_agg(table_name || E'\\n' || columns, E'\\n' ORDER BY table_name) FROM (
                    SELECT table_name,
                        string_agg('  ' || column_name || ' ' || data_type, E'\\n' ORDER BY ordinal_position) AS columns
                    FROM information_schema.columns WHERE table_schema = 'api_v1' GROUP BY table_name) views""");

        // Then: new columns are added to the file, nothing in it is ever changed
        assertThat(found).isEqualTo(Files.readString(promised).strip());
    }

    @Test
    void shouldLetTheReaderReadTheViewsAndNothingElse() throws Exception {
        // Given
        try (var connection = DriverManager.getConnection(archive.database().url(), READER, "");
                var statement = connection.createStatement()) {

            // When
            statement.executeQuery("SELECT * FROM api_v1.vehicles").close();

            // Then
            for (var sql : List.of(
                    "SELECT * FROM telemetry_data", "DELETE FROM telemetry_data", "CREATE TABLE public.mine (n int)")) {
                assertThatThrownBy(() -> statement.execute(sql))
                        .isInstanceOf(SQLException.class)
                        .hasMessageMatching("(?s).*(permission denied|read-only).*");
            }
        }
    }

    @Test
    void shouldBeReadByTheOfficialClient() throws Exception {
        // Given
        assumeTrue(isThere("psql"), "psql is missing: apt-get install postgresql-client");
        var records = archive.cluster().topics().telemetryRecords();
        archive.send(records, "PSQL", Readings.closedLoop(3_600_000, 1, 1).build());
        archive.send(records, "PSQL", Readings.closedLoop(3_600_001, 1, 2).build());
        archive.awaitOne("SELECT count(*) FROM api_v1.telemetry_records WHERE vin = 'PSQL'", "2");

        // When
        var answers = new ArrayList<String>();
        for (var sql : List.of(
                "SELECT vin, last_timestamp FROM api_v1.vehicles WHERE vin = 'PSQL'",
                "SELECT timestamp, speed, speed_provenance, speed_bound, latitude FROM api_v1.telemetry_records "
                        + "WHERE vin = 'PSQL' ORDER BY timestamp DESC LIMIT 1",
                "SELECT hour, records, speed_mean, odometer_last FROM api_v1.telemetry_hourly WHERE vin = 'PSQL'",
                "SELECT count(*) FROM api_v1.compression_daily WHERE vin = 'PSQL'",
                "SELECT count(*) FROM api_v1.offline_sessions WHERE vin = 'PSQL'")) {
            answers.add(psql(sql));
        }

        // Then
        assertThat(answers)
                .containsExactly(
                        "PSQL|3600001",
                        "3600001|61.25|PREDICTED|0.5|52.52",
                        "3600000|2|61.25|12345.677734375",
                        "0",
                        "0");
    }

    @Test
    void shouldTakeOverTheTablesOfALegacyServerWithTheirRows() {
        // Given
        var tables = resource("/dev/millrace/connect/migrations/tables/V001__legacy_tables.sql");
        archive.run("CREATE SCHEMA legacy; SET search_path = legacy; " + tables
                + "; INSERT INTO vehicles (vin, model) VALUES ('5YJ3E1EA1KF000001', 'Model 3');"
                + " INSERT INTO telemetry_data (vehicle_id, timestamp, vehicle_speed, battery_level, heading)"
                + " SELECT id, 1000, 39.6, 80, 90 FROM vehicles, generate_series(1, 2)");
        var settings = Archive.settings(archive.database().url()).database();

        // When
        for (var run = 0; run < 2; run++) {
            new Migrations(new ConnectSettings.Database(
                            settings.url(), settings.user(), "", "legacy", "legacy_api", READER, "", true))
                    .apply();
        }

        // Then
        assertThat(archive.one(
                        "SELECT string_agg(concat_ws(' ', vin, timestamp, round(speed), battery, heading, identity), "
                                + "', ' ORDER BY identity) FROM legacy_api.telemetry_records"))
                .isEqualTo("5YJ3E1EA1KF000001 1000 40 80 90 row/1, 5YJ3E1EA1KF000001 1000 40 80 90 row/2");
    }

    /** PL/pgSQL has PostgreSQL's own parser look at each statement of a body, and runs none of them. */
    @Test
    void shouldAtLeastParseWhatIsForTimescaleAlone() throws Exception {
        // Given
        List<Path> scripts;
        try (var files = Files.list(Path.of("migrations/timescale"))) {
            scripts = files.sorted().toList();
        }

        for (var script : scripts) {
            // When
            archive.run("CREATE FUNCTION pg_temp.parsed() RETURNS void LANGUAGE plpgsql AS $parsed$ BEGIN "
                    + Files.readString(script) + " END $parsed$");
        }

        // Then
        System.out.println("parsed but not run, for want of TimescaleDB: " + scripts);
        assertThat(scripts).hasSizeGreaterThanOrEqualTo(3);
        assertThatThrownBy(() -> archive.run("CREATE FUNCTION pg_temp.bad() RETURNS void LANGUAGE plpgsql AS "
                        + "$parsed$ BEGIN ALTER VIEW x SET SET; END $parsed$"))
                .hasStackTraceContaining("syntax error");
    }

    private String psql(String sql) throws IOException, InterruptedException {
        var url = archive.database().url().substring("jdbc:".length());
        var process = new ProcessBuilder("psql", "--no-psqlrc", "-At", "-U", READER, "-d", url, "-c", sql)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }

    private static boolean isThere(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static String resource(String name) {
        try (var in = ViewsTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
