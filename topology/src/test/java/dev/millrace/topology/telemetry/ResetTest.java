package dev.millrace.topology.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.message.telemetry.CompressedTelemetry.Format;
import dev.millrace.message.telemetry.CompressedTelemetry.Reset;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryState;
import dev.millrace.part.PartFailure;
import dev.millrace.part.Settings;
import dev.millrace.topic.Partitions;
import dev.millrace.topology.TopologyBench;
import dev.millrace.topology.TopologySettings;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What begins anew when, and for whom: {@code /clear_data}, a script's start, and the legacy server's one predictor. */
class ResetTest {

    private TopologyBench bench = new TopologyBench(new ReconstructionTopology());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldCountAnewAndGoOnPredictingAfterClearedData() {
        // Given
        send("A", compressed().setSpeed(10));

        // When
        reset(Reset.RESET_COUNTERS);
        send("A", compressed());

        // Then
        var record = last();
        assertThat(record.getCompression().getTotal()).isEqualTo(4);
        assertThat(record.getCompression().getTransmitted()).isZero();
        assertThat(record.getSpeed().getValue()).isEqualTo(10);
        var states = states();
        assertThat(states.get(1).getTotalFields()).isZero();
        assertThat(states.get(1).getClearedOffset()).isEqualTo(1);
        assertThat(states.get(2).getClearedOffset()).isEqualTo(1);
    }

    @Test
    void shouldShowWhatWasPredictedUntilTheFieldIsSentAgainAndThenLearnAnew() {
        // Given
        send("A", compressed().setSpeed(10));

        // When
        reset(Reset.RESET_PREDICTOR);
        send("A", compressed());
        send("A", compressed().setSpeed(100));
        send("A", compressed());

        // Then
        assertThat(records())
                .extracting(record -> record.getSpeed().getValue())
                .containsExactly(10.0, 10.0, 100.0, 100.0);
    }

    @Test
    void shouldShowZeroInsteadWhereThatIsSet() {
        // Given
        open(TopologySettings.defaults().with("topology.legacy-telemetry.values-after-reset", "zero"), 4);
        send("A", compressed().setSpeed(10));

        // When
        reset(Reset.RESET_PREDICTOR);
        send("A", compressed());

        // Then
        assertThat(last().getSpeed().getValue()).isZero();
    }

    @Test
    void shouldMixVehiclesAsTheLegacyServerWhereThatIsSet() {
        // Given
        open(global(), 1);
        send("A", compressed().setSpeed(10));

        // When
        send("B", compressed().setSpeed(20));
        send("A", compressed());

        // Then
        var record = last();
        assertThat(record.getSpeed().getValue()).isEqualTo(0.3 * 20 + 0.7 * (0.3 * 10 + 0.7 * 10));
        assertThat(record.getCompression().getTotal()).isEqualTo(8);
        assertThat(states()).hasSize(3);
    }

    @Test
    void shouldRefuseToMixVehiclesOfSeveralPartitions() {
        // Then
        assertThatThrownBy(() -> open(global(), 4))
                .isInstanceOf(PartFailure.class)
                .hasMessageContaining("partitions.normal");
    }

    @Test
    void shouldSetAsideAResetOfNothing() {
        // When
        reset(Reset.RESET_UNSPECIFIED);

        // Then
        assertThat(bench.deadLetters()).hasSize(1);
    }

    private void open(Settings settings, int partitions) {
        var other = new TopologyBench(new ReconstructionTopology(), settings, new Partitions(1, partitions, 8));
        bench.close();
        bench = other;
    }

    private static Settings global() {
        return TopologySettings.defaults().with("topology.legacy-telemetry.predictor", "global");
    }

    private void reset(Reset reset) {
        send(
                "A",
                CompressedTelemetry.newBuilder().setFormat(Format.FORMAT_RESET).setReset(reset));
    }

    private void send(String vin, CompressedTelemetry.Builder packet) {
        bench.send(bench.topics().telemetryCompressed(), vin, packet.build());
    }

    private static CompressedTelemetry.Builder compressed() {
        return CompressedTelemetry.newBuilder().setFormat(Format.FORMAT_COMPRESSED);
    }

    private TelemetryRecord last() {
        var records = records();
        return records.get(records.size() - 1);
    }

    private List<TelemetryRecord> records() {
        return bench.read(bench.topics().telemetryRecords()).stream()
                .map(TestRecord::value)
                .toList();
    }

    private List<TelemetryState> states() {
        return bench.read(bench.topics().telemetryStates()).stream()
                .map(TestRecord::value)
                .toList();
    }
}
