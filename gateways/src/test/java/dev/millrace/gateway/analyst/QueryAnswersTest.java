package dev.millrace.gateway.analyst;

import static dev.millrace.gateway.analyst.Analyst.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.millrace.gateway.live.RealKafka;
import dev.millrace.message.dead.DeadLetter;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryRecord.Protocol;
import dev.millrace.message.telemetry.TelemetryRecord.Provenance;
import dev.millrace.message.telemetry.TelemetryRecord.Signal;
import dev.millrace.message.telemetry.TelemetryRecord.Value;
import dev.millrace.message.tesla.CompressedVehicleData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class QueryAnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long BEYOND_DOUBLES = (1L << 53) + 1;
    private static final int VEHICLES = 3;
    private static final int EACH = 500;

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private static Analyst analyst;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        analyst = Analyst.at(KAFKA.cluster(), Map.of());
        var topics = analyst.cluster().topics();
        for (var v = 0; v < VEHICLES; v++) {
            var vehicle = v;
            analyst.produce(
                    topics.telemetryRecords(),
                    "CAR-" + v,
                    IntStream.range(0, EACH).mapToObj(i -> record(vehicle, i)).toList());
        }
        var packet = CompressedVehicleData.newBuilder().setTimestamp(1_766_000_000_000L);
        analyst.produceBytes(
                topics.telemetryRaw(),
                0,
                null,
                packet.setVehicleSpeed(10).build().toByteArray());
        analyst.produceBytes(
                topics.telemetryRaw(),
                3,
                bytes("CAR-1"),
                packet.setVehicleSpeed(20).build().toByteArray());
        analyst.produceBytes(topics.telemetryRaw(), 2, bytes("CAR-1"), new byte[] {(byte) 0xff});
        analyst.produceBytes(topics.telemetryRaw(), 2, bytes("CAR-2"), null);
    }

    private static TelemetryRecord record(int vehicle, int i) {
        return TelemetryRecord.newBuilder()
                .setSequence(BEYOND_DOUBLES + i)
                .setSessionId("a \"session\", of\nlines")
                .setTimestampMs(1_766_000_000_000L + i)
                .setSpeed(Value.newBuilder()
                        .setValue(vehicle + i / 4.0)
                        .setProvenance(Provenance.PROVENANCE_PREDICTED)
                        .setBound(0.5))
                .setBattery(Value.newBuilder().setValue(Double.NaN))
                .setOdometer(Double.NEGATIVE_INFINITY)
                .setProtocol(Protocol.PROTOCOL_CLOSED_LOOP)
                .addSignals(Signal.newBuilder()
                        .setName("cell")
                        .setValue(Value.newBuilder().setValue(i)))
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @AfterAll
    static void stop() {
        analyst.close();
    }

    @Test
    void shouldAnswerInJsonWithWhatWasRead() {
        // When
        var answer = analyst.ask("SELECT _key, sequence, speed, battery.value, odometer, protocol, signals, session_id"
                + " FROM telemetry.records WHERE _key = 'CAR-2' ORDER BY sequence LIMIT 1 OFFSET 7");

        // Then
        assertThat(answer.at("/rows").toString())
                .isEqualTo("[[\"CAR-2\",\"9007199254741000\","
                        + "{\"value\":3.75,\"provenance\":\"PROVENANCE_PREDICTED\",\"bound\":0.5},\"NaN\",\"-Infinity\","
                        + "\"PROTOCOL_CLOSED_LOOP\",[{\"name\":\"cell\",\"value\":{\"value\":7.0,"
                        + "\"provenance\":\"PROVENANCE_UNSPECIFIED\",\"bound\":null}}],"
                        + "\"a \\\"session\\\", of\\nlines\"]]");
        assertThat(answer.at("/columns/1/name").asText()).isEqualTo("sequence");
        assertThat(answer.at("/columns/1/type").asText()).isEqualTo("BIGINT");
        assertThat(answer.path("complete").asBoolean()).isTrue();
        assertThat(answer.at("/read/partitions")).as("those of one key alone").hasSize(1);
        assertThat(answer.at("/read/records").asLong()).isBetween((long) EACH, (long) EACH * VEHICLES);
        assertThat(answer.at("/read/unreadable").asLong()).isZero();
    }

    @Test
    void shouldAnswerInLinesAndInCsv() throws Exception {
        // Given
        var sql =
                "SELECT _offset AS o, sequence, battery, NULL AS nothing, '' AS empty, session_id FROM telemetry.records"
                        + " WHERE _key = 'CAR-0' AND sequence < " + (BEYOND_DOUBLES + 2) + " ORDER BY sequence";

        // When
        var lines = analyst.post(body(sql, "ndjson", "{}")).body().split("\n");
        var csv = analyst.post(body(sql, "csv", "{}"));

        // Then
        assertThat(lines).hasSize(2);
        assertThat(JSON.readTree(lines[0]).path("sequence").asText()).isEqualTo("" + BEYOND_DOUBLES);
        assertThat(JSON.readTree(lines[0]).at("/battery/value").asText()).isEqualTo("NaN");
        assertThat(Analyst.type(csv)).isEqualTo("text/csv; charset=utf-8");
        assertThat(csv.body().split("\r\n")[0]).isEqualTo("o,sequence,battery,nothing,empty,session_id");
        assertThat(csv.body().split("\r\n")[1])
                .endsWith(
                        ",9007199254740993,\"{\"\"value\"\":\"\"NaN\"\",\"\"provenance\"\":"
                                + "\"\"PROVENANCE_UNSPECIFIED\"\",\"\"bound\"\":null}\",,\"\",\"a \"\"session\"\", of\nlines\"");
    }

    @Test
    void shouldExportRecordsInEachFormat() throws Exception {
        // When
        var lines = analyst.get("/topics/telemetry.records/records?key=CAR-1&limit=20")
                .body();
        var csv = analyst.get("/topics/telemetry.records/records?format=csv").body();
        var parquet = analyst.getBytes("/topics/telemetry.records/records?format=parquet");

        // Then
        var offsets = new ArrayList<Long>();
        for (var line : lines.split("\n")) {
            assertThat(JSON.readTree(line).path("_key").asText()).isEqualTo("CAR-1");
            offsets.add(JSON.readTree(line).path("_offset").asLong());
        }
        assertThat(offsets).hasSize(20).isSorted();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            var file = Files.write(directory.resolve("records.parquet"), parquet.body());
            var fromCsv = Files.writeString(directory.resolve("records.csv"), csv);
            try (var result = statement.executeQuery("SELECT count(*), min(sequence), max(speed.value),"
                    + " bool_and(isnan(battery.value)), count(DISTINCT _key), max(signals[1].value.value),"
                    + " (SELECT count(*) FROM read_csv('" + fromCsv + "')) FROM '" + file + "'")) {
                result.next();
                assertThat(result.getLong(1)).isEqualTo(EACH * VEHICLES);
                assertThat(result.getLong(2)).isEqualTo(BEYOND_DOUBLES);
                assertThat(result.getDouble(3)).isEqualTo(VEHICLES - 1 + (EACH - 1) / 4.0);
                assertThat(result.getBoolean(4)).isTrue();
                assertThat(result.getInt(5)).isEqualTo(VEHICLES);
                assertThat(result.getDouble(6)).isEqualTo(EACH - 1);
                assertThat(result.getLong(7)).isEqualTo(EACH * VEHICLES);
            }
        }
        assertThat(parquet.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"telemetry.records.parquet\"");
    }

    @Test
    void shouldWriteAnswerAsParquetAndNoOtherFile() throws Exception {
        // Given
        var sql = "SELECT _key, max(speed.value) AS fastest FROM telemetry.records GROUP BY ALL ORDER BY ALL; -- done";

        // When
        var answer = analyst.postBytes(body(sql, "parquet", "{}"));
        var refused = analyst.post(body("SELECT * FROM read_text('/etc/passwd')", "parquet", "{}"));

        // Then
        var file = Files.write(directory.resolve("answer.parquet"), answer.body());
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var result = statement.executeQuery("FROM '" + file + "'")) {
            result.next();
            assertThat(result.getString("_key")).isEqualTo("CAR-0");
            assertThat(result.getDouble("fastest")).isEqualTo((EACH - 1) / 4.0);
        }
        assertThat(refused.statusCode()).isEqualTo(400);
    }

    @Test
    void shouldReadNoMoreThanWindowOfTime() {
        // Given
        var bounds = analyst.ask("SELECT min(_time), max(_time) FROM telemetry.records")
                .at("/rows/0");
        var after = bounds.get(1).asText();

        // When
        var nothing = analyst.ask("SELECT count(*) FROM telemetry.records WHERE _time < '"
                + bounds.get(0).asText() + "'");
        var later = analyst.ask("SELECT count(*) FROM telemetry.records WHERE _time > TIMESTAMPTZ '" + after + "'");
        var exported = analyst.get("/topics/telemetry.records/records?to=2020-01-01T00:00:00Z");

        // Then
        assertThat(nothing.at("/rows/0/0").asLong()).isZero();
        assertThat(later.at("/rows/0/0").asLong()).isZero();
        assertThat(later.at("/read/records").asLong()).isZero();
        assertThat(exported.body()).isEmpty();
    }

    @Test
    void shouldAnswerAboutTopicWithoutRecords() {
        // When
        var count = analyst.ask("SELECT count(*), max(_offset) FROM video.packets");
        var csv = analyst.get("/topics/video.packets/records?format=csv");

        // Then
        assertThat(count.at("/rows").toString()).isEqualTo("[[0,null]]");
        assertThat(csv.body()).startsWith("_time,_key,_partition,_offset,").endsWith("\r\n");
        assertThat(csv.body().split("\r\n")).hasSize(1);
    }

    @Test
    void shouldAnswerAboutTopicThatOthersWrite() {
        // When
        var speeds = analyst.ask(
                "SELECT _partition, _key, vehicle_speed FROM \"telemetry-raw\" WHERE vehicle_speed > 0 ORDER BY ALL");
        var keyed = analyst.ask("SELECT count(*) FROM \"telemetry-raw\" WHERE _key = 'CAR-1'");
        var keyless = analyst.ask("SELECT vehicle_speed FROM \"telemetry-raw\" WHERE _key IS NULL");

        // Then
        assertThat(speeds.at("/rows").toString()).isEqualTo("[[0,null,10.0],[3,\"CAR-1\",20.0]]");
        assertThat(keyed.at("/rows/0/0").asInt())
                .as("wherever they chose to put it")
                .isEqualTo(2);
        assertThat(keyless.at("/rows").toString()).isEqualTo("[[10.0]]");
    }

    @Test
    void shouldCountRecordsThatCannotBeDecodedAndAnswerFromTheOthers() {
        // When
        var answer = analyst.ask("SELECT count(*), count(timestamp) FROM \"telemetry-raw\"");
        var parquet = analyst.get("/topics/telemetry-raw/records?format=parquet");

        // Then
        assertThat(answer.at("/rows").toString())
                .as("of four, one is no message and one is empty")
                .isEqualTo("[[4,2]]");
        assertThat(answer.at("/read/unreadable").asInt()).isEqualTo(1);
        assertThat(parquet.headers().firstValue("X-Query-Unreadable")).hasValue("1");
    }

    @Test
    void shouldSayAfterLinesHowManyRecordsCouldNotBeDecoded() throws Exception {
        // Given
        var request = body("SELECT timestamp FROM \"telemetry-raw\"", "ndjson", "{}");

        // When
        var raw = new String(analyst.deaf(request).getInputStream().readNBytes(4_000_000), StandardCharsets.UTF_8);

        // Then
        assertThat(raw).contains("Trailer: X-Query-Unreadable").endsWith("\r\n0\r\nX-Query-Unreadable: 1\r\n\r\n");
    }

    @Test
    void shouldHaveTableForEachTopicUnderNameThatItTells() throws Exception {
        // When
        var tables = JSON.readTree(analyst.get("/tables").body());

        // Then
        assertThat(tables).hasSize(analyst.cluster().topics().all().size());
        for (var table : tables) {
            var answer = analyst.ask("SELECT * FROM " + table.path("sql").asText() + " LIMIT 1");
            assertThat(answer.path("columns").size())
                    .as(table.path("name").asText() + " " + answer.path("detail"))
                    .isEqualTo(table.path("columns").size());
        }
    }

    @Test
    void shouldJoinTopicsAndDescribeThem() {
        // Given
        var letters = analyst.cluster().topics().deadLetters();
        analyst.produce(
                letters,
                "CAR-1",
                List.of(DeadLetter.newBuilder()
                        .setReason("malformed")
                        .setValue(ByteString.copyFrom(new byte[] {0, (byte) 0xff}))
                        .build()));

        // When
        var joined = analyst.ask("SELECT r._key, d.reason, d.value, count(*) FROM telemetry.records r"
                + " JOIN \"dead-letters\" d USING (_key) GROUP BY ALL");
        var described = analyst.ask("DESCRIBE telemetry.records");
        var tables = analyst.ask("SHOW ALL TABLES");

        // Then
        assertThat(joined.at("/rows").toString()).isEqualTo("[[\"CAR-1\",\"malformed\",\"AP8=\",500]]");
        assertThat(described.at("/rows").toString())
                .contains("[\"_time\",\"TIMESTAMP WITH TIME ZONE\"", "[\"speed\",\"STRUCT(");
        assertThat(tables.at("/rows").toString()).contains("\"telemetry\",\"records\"", "\"dead-letters\"");
    }

    @Test
    void shouldWriteEveryTypeThatThereIs() {
        // When
        var answer = analyst.ask("SELECT * EXCLUDE (\"time\", time_tz, time_ns) FROM test_all_types()");
        var beyond = analyst.problem("SELECT TIME '24:00:00' AS midnight");

        // Then
        assertThat(answer.path("rows")).as(answer.toString()).hasSize(3);
        assertThat(beyond.path("detail").asText())
                .isEqualTo("midnight holds a TIME beyond what can be written; cast it to VARCHAR");
    }
}
