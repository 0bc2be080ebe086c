package dev.millrace.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.millrace.message.dead.DeadLetter;
import dev.millrace.message.telemetry.TelemetryAbsence;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryRecord.Provenance;
import dev.millrace.message.telemetry.TelemetryStatistics;
import dev.millrace.part.Health;
import dev.millrace.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole archive: topics in, rows and dead letters out. Each test has vehicles of its own. */
@ExtendWith(SharedArchive.class)
class ArchiveTest {

    private static final long NOON = 1_795_262_400_000L;

    private final Archive archive;
    private final Topic<TelemetryRecord> records;

    ArchiveTest(Archive archive) {
        this.archive = archive;
        this.records = archive.cluster().topics().telemetryRecords();
    }

    @Test
    void shouldStoreEveryValueOfAReading() {
        // Given
        var reading = Readings.closedLoop(NOON, 7, 42).build();

        // When
        archive.send(records, "WHOLE", reading);

        // Then
        archive.awaitOne(count("WHOLE"), "1");
        assertThat(archive.one("""
                        SELECT concat_ws(' ', vehicle_speed, speed_provenance, speed_bound, battery_level, battery, power_kw,
                            odometer, heading, heading_degrees, heading_provenance, latitude, longitude,
                            signals -> 'cell_temperature_max' ->> 'value', signals -> 'latitude' ->> 'bound',
                            protocol, identity, edge_epoch, edge_sequence, packet_bytes, is_compressed,
                            received_at AT TIME ZONE 'UTC')
                        FROM telemetry_data d JOIN vehicles v ON v.id = d.vehicle_id WHERE vin = 'WHOLE'"""))
                .isEqualTo(
                        "61.25 PREDICTED 0.5 80 80.25 -3.5 12345.677734375 271 271.75 DEGRADED 52.52 13.405 31.5 0.25 "
                                + "CLOSED_LOOP 7/42 7 42 12 t 2026-11-21 12:00:00");
        assertThat(archive.one(
                        "SELECT battery_bound IS NULL FROM telemetry_data WHERE identity = '7/42' AND timestamp = "
                                + NOON))
                .isEqualTo("t");
    }

    @Test
    void shouldStoreEachReadingOnceHoweverOftenItComes() {
        // Given
        for (var i = 0; i < 500; i++)
            archive.send(records, "ONCE", Readings.legacy(NOON + i).build());
        archive.send(
                records, "ONCE", Readings.legacy(NOON).setIdentity("another").build());
        archive.awaitOne(count("ONCE"), "501");

        // When
        for (var i = 0; i < 500; i += 5)
            archive.send(records, "ONCE", Readings.legacy(NOON + i).build());
        archive.flush();
        archive.redeliver("telemetry-records");
        archive.send(records, "ONCE", Readings.legacy(NOON + 500).build());

        // Then
        archive.awaitOne(count("ONCE"), "502");
        assertThat(archive.one("SELECT count(*) FROM vehicles WHERE vin = 'ONCE'"))
                .isEqualTo("1");
    }

    @Test
    void shouldMakeDeadLettersOfWhatTheDatabaseRejectsAndStoreAllElse() {
        // Given
        var full = Readings.value(101, Provenance.PROVENANCE_TRANSMITTED);
        var north = Readings.value(360, Provenance.PROVENANCE_TRANSMITTED);

        // When
        for (var i = 0; i < 2_000; i++) {
            var reading = Readings.legacy(NOON + i);
            if (i % 500 == 7) reading.setBattery(full);
            if (i % 500 == 9) reading.setHeading(north);
            archive.send(records, "REJECTED", reading.build());
        }

        // Then
        archive.awaitOne(count("REJECTED"), "1992");
        var letters = archive.awaitLetters("REJECTED", 8);
        assertThat(letters.stream().map(DeadLetter::getReason).distinct()).containsExactly("check-violation");
        assertThat(letters.stream().map(DeadLetter::getMessage).collect(Collectors.joining()))
                .contains("battery_level", "heading");
        assertThat(letters.stream().map(DeadLetter::getOffset).distinct()).hasSize(8);
        var letter = letters.get(0);
        assertThat(letter.getService()).isEqualTo("telemetry-records");
        assertThat(letter.getTopic()).isEqualTo(records.name());
        assertThat(letter.getStep()).isEqualTo("task-put");
        assertThat(letter.getKey()).isEqualTo(ByteString.copyFromUtf8("REJECTED"));
        assertThat(letter.getSource(0).getFirstOffset()).isEqualTo(letter.getOffset());
        assertThat(letter.getValueSize()).isEqualTo(letter.getValue().size()).isPositive();
    }

    @Test
    void shouldMakeDeadLettersOfBytesThatAreNoMessage() {
        // Given
        var poison = "no message at all".getBytes(StandardCharsets.UTF_8);

        // When
        archive.send(records, "POISON", Readings.legacy(NOON).build());
        archive.sendBytes(records, "POISON", poison);
        archive.sendBytes(records, "POISON", new byte[] {0, 0, 0, 0, 1, 0, 13});
        archive.sendBytes(records, "POISON", null);
        archive.send(records, "POISON", Readings.legacy(NOON + 1).build());

        // Then
        archive.awaitOne(count("POISON"), "2");
        assertThat(archive.awaitLetters("POISON", 3).stream().map(DeadLetter::getReason))
                .containsExactlyInAnyOrder("undecodable", "undecodable", "unexpected-tombstone");
        assertThat(archive.letters("POISON").stream()
                        .map(letter -> letter.getValue().toByteArray()))
                .contains(poison);
    }

    @Test
    void shouldKeepItsPlaceWhileTheDatabaseIsAway() {
        // Given
        archive.send(records, "AWAY", Readings.legacy(NOON).build());
        archive.awaitOne(count("AWAY"), "1");
        archive.database().stop();

        // When
        for (var i = 1; i < 300; i++)
            archive.send(records, "AWAY", Readings.legacy(NOON + i).build());
        archive.sendBytes(records, "AWAY", new byte[] {1});
        archive.flush();
        Awaitility.await()
                .until(
                        () -> health("telemetry-records"),
                        health -> health.detail().contains("waits for the database"));
        var told = archive.rest("GET", "/millrace/health");
        archive.database().start();

        // Then
        assertThat(told).startsWith("{\"status\":\"degraded\"").contains("waits for the database since 2");
        archive.awaitOne(count("AWAY"), "300");
        assertThat(archive.awaitLetters("AWAY", 1)).hasSize(1);
        Awaitility.await().until(() -> archive.part().health().state(), Health.State.READY::equals);
    }

    @Test
    void shouldKeepTheNewestOfEachDayAndDeleteWhatATombstoneNames() {
        // Given
        var stats = archive.cluster().topics().telemetryStats();
        var day = LocalDate.of(2026, 11, 21);
        var counted =
                TelemetryStatistics.newBuilder().setDay((int) day.toEpochDay()).setFields(400);

        // When
        for (var i = 1; i <= 100; i++) {
            archive.send(
                    stats,
                    "DAILY/" + day,
                    counted.setPackets(i).setTransmittedFields(i).build());
        }
        var bytes = counted.setPacketBytes(250).setFullBytes(1_000).build();
        archive.send(stats, "DAILY/" + day, bytes);
        archive.send(
                stats,
                "DAILY/" + day.plusDays(1),
                counted.setDay((int) day.toEpochDay() + 1).build());

        // Then
        archive.awaitOne(
                "SELECT string_agg(concat_ws(' ', day, packets, transmitted_fields, skipped_fields, skipped_percent, "
                        + "bandwidth_saved_percent), ', ' ORDER BY day) FROM api_v1.compression_daily WHERE vin = 'DAILY'",
                "2026-11-21 100 100 300 75 75, 2026-11-22 100 100 300 75 75");
        archive.send(stats, "DAILY/" + day, null);
        archive.awaitOne(
                "SELECT string_agg(day::text, ',') FROM api_v1.compression_daily WHERE vin = 'DAILY'", "2026-11-22");
    }

    /** Statistics that are counted anew begin with the oldest reading kept, in the middle of a day. */
    @Test
    void shouldLetNoPartOfADayReplaceTheWhole() {
        // Given
        var stats = archive.cluster().topics().telemetryStats();
        var day = (int) LocalDate.of(2026, 11, 21).toEpochDay();
        var whole = TelemetryStatistics.newBuilder().setDay(day).setPackets(100).setFields(400);
        archive.send(stats, "ANEW/2026-11-21", whole.build());
        var packets =
                "SELECT string_agg(packets::text, ',' ORDER BY day) FROM api_v1.compression_daily WHERE vin = 'ANEW'";
        archive.awaitOne(packets, "100");

        // When
        archive.send(stats, "ANEW/2026-11-21", whole.setPackets(40).build());
        archive.send(stats, "ANEW/2026-11-22", whole.setDay(day + 1).build());

        // Then
        archive.awaitOne(packets, "100,40");
    }

    @Test
    void shouldFollowAnAbsenceAndForgetIt() {
        // Given
        var absences = archive.cluster().topics().telemetryAbsences();
        var key = "GONE/" + NOON;
        var absence = TelemetryAbsence.newBuilder()
                .setStartedMs(NOON)
                .setEndedMs(NOON + 60_000)
                .setRecords(30)
                .setStatus(TelemetryAbsence.Status.STATUS_SYNCING);

        // When
        archive.send(absences, key, absence.build());
        archive.send(
                absences,
                key,
                absence.setRecords(42)
                        .setStatus(TelemetryAbsence.Status.STATUS_SYNCED)
                        .build());

        // Then
        archive.awaitOne(
                "SELECT concat_ws(' ', extract(epoch FROM ended_at - started_at), records_uploaded, status) "
                        + "FROM api_v1.offline_sessions WHERE vin = 'GONE'",
                "60.000000 42 synced");
        archive.send(absences, key, null);
        archive.awaitOne("SELECT count(*) FROM api_v1.offline_sessions WHERE vin = 'GONE'", "0");
    }

    private Health health(String connector) {
        return archive.part().health().components().getOrDefault(connector, Health.ready());
    }

    private static String count(String vin) {
        return "SELECT count(*) FROM api_v1.telemetry_records WHERE vin = '" + vin + "'";
    }
}
