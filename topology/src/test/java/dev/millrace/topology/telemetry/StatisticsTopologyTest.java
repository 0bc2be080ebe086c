package dev.millrace.topology.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.message.telemetry.TelemetryAbsence;
import dev.millrace.message.telemetry.TelemetryAbsence.Status;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryStatistics;
import dev.millrace.topic.Stamp;
import dev.millrace.topology.TopologyBench;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatisticsTopologyTest {

    /** A minute before midnight, UTC. */
    private static final long START = 1_766_015_940_000L;

    private static final Duration WHILE = Duration.ofSeconds(5);

    private final TopologyBench bench = new TopologyBench(new StatisticsTopology());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldAddUpWhatEachVehicleSentOnEachDay() {
        // When
        send("A", START, START);
        send("B", START, START);
        send("A", START + 59_999, START);
        send("A", START + 60_000, START);
        send("A", START + 59_998, START);

        // Then
        var days = told();
        assertThat(days).containsOnlyKeys("A/2025-12-17", "B/2025-12-17", "A/2025-12-18");
        assertThat(days.get("B/2025-12-17").getPackets()).isEqualTo(1);
        assertThat(days.get("A/2025-12-18").getPackets()).isEqualTo(1);
        var day = days.get("A/2025-12-17");
        assertThat(day.getPackets()).isEqualTo(3);
        assertThat(day.getFields()).isEqualTo(12);
        assertThat(day.getTransmittedFields()).isEqualTo(3);
        assertThat(day.getPacketBytes()).isEqualTo(30);
        assertThat(day.getFullBytes()).isEqualTo(96);
        assertThat(day.getDay()).isEqualTo(20_439);
        assertThat(day.getSource(0).getLastOffset()).isEqualTo(4);
    }

    @Test
    void shouldTellADayOnceHoweverMuchHasComeToIt() {
        // Given
        for (var i = 0; i < 1_000; i++) send("A", START + i, START);

        // When
        bench.pass(WHILE);

        // Then
        var days = bench.read(bench.topics().telemetryStats());
        assertThat(days).extracting(day -> day.value().getPackets()).containsExactly(1_000L);
        bench.pass(WHILE);
        assertThat(bench.read(bench.topics().telemetryStats())).isEmpty();
    }

    @Test
    void shouldTellEveryDayOfAPastThatIsReadQuickly() {
        // When
        for (var day = 0; day < 5; day++) {
            for (var i = 0; i < 3; i++) send("A", START + day * 86_400_000L + i, START);
        }

        // Then
        var days = told();
        assertThat(days).hasSize(5);
        assertThat(days.values()).extracting(TelemetryStatistics::getPackets).containsOnly(3L);
    }

    /** A gateway's clock was a month ahead for a while. */
    @Test
    void shouldAddUpDaysWhateverAClockSaidInBetween() {
        // Given
        var dayMs = 86_400_000L;
        send("A", START, START);
        send("A", START + 30 * dayMs, START);
        send("B", START, START);

        // When
        for (var day = 1; day < 4; day++) {
            send("A", START + day * dayMs, START);
            send("A", START + (day - 1) * dayMs, START);
        }

        // Then
        var days = told();
        assertThat(days)
                .containsOnlyKeys(
                        "A/2025-12-17", "A/2025-12-18", "A/2025-12-19", "A/2025-12-20", "A/2026-01-16", "B/2025-12-17");
        assertThat(days.get("A/2025-12-17").getPackets()).isEqualTo(2);
        assertThat(days.get("A/2025-12-18").getPackets()).isEqualTo(2);
        assertThat(days.get("A/2025-12-20").getPackets()).isEqualTo(1);
    }

    @Test
    void shouldKeepAWeekOfDaysAndCountNothingOlder() {
        // Given
        var dayMs = 86_400_000L;
        for (var day = 0; day < 10; day++) send("A", START + day * dayMs, START);
        told();

        // When
        send("A", START, START);
        send("A", START + 2 * dayMs, START);

        // Then
        var days = told();
        assertThat(days).containsOnlyKeys("A/2025-12-19");
        assertThat(days.get("A/2025-12-19").getPackets()).isEqualTo(2);
    }

    @Test
    void shouldSayWhenAVehicleWasAwayAndKeptItsReadings() {
        // Given
        send("A", START, START);

        // When
        for (var i = 0; i < 3; i++) send("A", START + 60_000 + i * 100, START + 1_000 + i * 1_000);
        send("A", START + 60_400, START + 60_300);

        // Then
        var absences = absences();
        assertThat(absences).extracting(TestRecord::key).containsOnly("A/" + (START + 1_000));
        assertThat(absences)
                .extracting(absence -> absence.value().getStatus())
                .containsExactly(
                        Status.STATUS_SYNCING, Status.STATUS_SYNCING, Status.STATUS_SYNCING, Status.STATUS_SYNCED);
        var over = absences.get(3).value();
        assertThat(over.getStartedMs()).isEqualTo(START + 1_000);
        assertThat(over.getEndedMs()).isEqualTo(START + 3_000);
        assertThat(over.getRecords()).isEqualTo(3);
        assertThat(over.getArrivedMs()).isEqualTo(START + 60_000);
    }

    @Test
    void shouldTakeNoVehicleForAbsentThatDoesNotSayWhen() {
        // When
        bench.send(
                bench.topics().telemetryRecords(),
                "A",
                Stamp.received(START * 1_000_000)
                        .on(TelemetryRecord.newBuilder())
                        .build());
        send("A", START + 1_000, START);

        // Then
        assertThat(absences()).isEmpty();
    }

    private void send(String vin, long receivedMs, long takenMs) {
        bench.send(
                bench.topics().telemetryRecords(),
                vin,
                Stamp.received(receivedMs * 1_000_000 + 1)
                        .deviceMillis(takenMs)
                        .on(TelemetryRecord.newBuilder())
                        .setTimestampMs(takenMs)
                        .setPacketFields(4)
                        .setPacketTransmitted(1)
                        .setPacketBytes(10)
                        .setFullBytes(32)
                        .build());
    }

    /** The newest of each day, as a compacted topic keeps it. */
    private Map<String, TelemetryStatistics> told() {
        bench.pass(WHILE);
        var newest = new LinkedHashMap<String, TelemetryStatistics>();
        bench.read(bench.topics().telemetryStats()).forEach(day -> newest.put(day.key(), day.value()));
        return newest;
    }

    private List<TestRecord<String, TelemetryAbsence>> absences() {
        return bench.read(bench.topics().telemetryAbsences());
    }
}
