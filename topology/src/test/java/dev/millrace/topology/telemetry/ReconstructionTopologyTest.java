package dev.millrace.topology.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.message.telemetry.CompressedTelemetry.Format;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryRecord.Provenance;
import dev.millrace.topic.Stamp;
import dev.millrace.topology.TopologyBench;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconstructionTopologyTest {

    private final TopologyBench bench = new TopologyBench(new ReconstructionTopology());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldFillInWhatTheVehicleLeftOutAndSayWhichItWas() {
        // Given
        for (var power : new float[] {10, 19, 22, 24, 24})
            send("A", compressed().setPower(power));

        // When
        send("A", compressed().setSpeed(39.6f));

        // Then
        var record = last();
        assertThat(record.getPower().getValue()).isEqualTo(19.830099999999998);
        assertThat(record.getPower().getProvenance()).isEqualTo(Provenance.PROVENANCE_PREDICTED);
        assertThat(record.getPower().hasBound()).isFalse();
        assertThat(record.getSpeed().getValue()).isEqualTo(39.599998474121094);
        assertThat(record.getSpeed().getProvenance()).isEqualTo(Provenance.PROVENANCE_TRANSMITTED);
        assertThat(record.getBattery().getValue()).isZero();
        assertThat(record.getCompression().getTotal()).isEqualTo(24);
        assertThat(record.getCompression().getTransmitted()).isEqualTo(6);
    }

    @Test
    void shouldCountTheBytesOfWhatWasSentAndOfWhatCouldHaveBeen() {
        // When
        send("A", compressed().setSpeed(30).setPower(10).setPayload(ByteString.copyFrom(new byte[21])));
        send("A", compressed().setPayload(ByteString.copyFrom(new byte[12])));

        // Then
        var record = last();
        var counted = record.getCompression();
        assertThat(record.getPacketBytes()).isEqualTo(12);
        assertThat(counted.getPacketBytes()).isEqualTo(21 + 12);
        assertThat(counted.getFullBytes()).isEqualTo(2L * record.getFullBytes());
        assertThat(record.getFullBytes()).isGreaterThan(record.getPacketBytes());
    }

    @Test
    void shouldCutThePredictedHeadingToAWholeNumber() {
        // Given
        send("A", compressed().setHeading(-10));
        send("A", compressed().setHeading(-11));

        // When
        send("A", compressed());

        // Then
        assertThat(last().getHeading().getValue()).isEqualTo(-10.0);
    }

    @Test
    void shouldNeverMixVehicles() {
        // Given
        send("A", compressed().setSpeed(10).setBattery(80));
        send("B", compressed().setSpeed(90));

        // When
        send("A", compressed());
        send("B", compressed());

        // Then
        var records = bench.read(bench.topics().telemetryRecords());
        assertThat(records).extracting(TestRecord::key).containsExactly("A", "B", "A", "B");
        assertThat(records)
                .extracting(record -> record.value().getSpeed().getValue())
                .containsExactly(10.0, 90.0, 0.3 * 10 + 0.7 * 10, 0.3 * 90 + 0.7 * 90);
        assertThat(records)
                .extracting(record -> record.value().getCompression().getTotal())
                .containsExactly(4L, 4L, 8L, 8L);
    }

    @Test
    void shouldPassAFullPacketWithoutLearningFromIt() {
        // Given
        send("A", compressed().setSpeed(10));

        // When
        send("A", full().setSpeed(99));
        send("A", compressed());

        // Then
        var records = records();
        assertThat(records.get(1).getSpeed().getValue()).isEqualTo(99);
        assertThat(records.get(1).getCompressed()).isFalse();
        assertThat(records.get(1).getCompression().getTotal()).isEqualTo(4);
        assertThat(records.get(2).getSpeed().getValue()).isEqualTo(10);
    }

    @Test
    void shouldKeepTheNewestStateOfEachVehicle() {
        // When
        send("A", compressed().setTimestampMs(1000).setSpeed(1));
        send("A", compressed().setTimestampMs(2000));

        // Then
        var states = bench.read(bench.topics().telemetryStates());
        var state = states.get(1).value();
        assertThat(state.getTimestampMs()).isEqualTo(2000);
        assertThat(state.getRecords()).isEqualTo(2);
        assertThat(state.getTotalFields()).isEqualTo(8);
        assertThat(state.getTransmittedFields()).isEqualTo(1);
        assertThat(state.getSpeed().getSeen()).isTrue();
        assertThat(state.getPower().getSeen()).isFalse();
    }

    @Test
    void shouldSayWhichRecordItWasMadeOf() {
        // Given
        send("A", compressed());

        // When
        send("A", compressed().setReceivedNs(5).setPrincipal("ada"));

        // Then
        var stamp = Stamp.of(last());
        assertThat(stamp.source()).containsExactly(new Stamp.Source("telemetry.compressed", 0, 1, 1));
        assertThat(stamp.receivedNs()).isEqualTo(5);
        assertThat(stamp.principal()).isEqualTo("ada");
    }

    @Test
    void shouldSetAsideWhatCannotBeUsedAndGoOn() {
        // When
        send("A", compressed().setSpeed(Float.NaN));
        send("A", compressed().setOdometer(Float.POSITIVE_INFINITY));
        send("A", CompressedTelemetry.newBuilder());
        send("A", full().clearSpeed());
        send("A", compressed().setSpeed(1));

        // Then
        assertThat(bench.deadLetters())
                .extracting(letter -> letter.getReason())
                .containsExactly("not-finite", "not-finite", "unknown-format", "incomplete");
        assertThat(bench.rejected("not-finite")).isEqualTo(2);
        assertThat(records()).hasSize(1);
    }

    private void send(String vin, CompressedTelemetry.Builder packet) {
        bench.send(bench.topics().telemetryCompressed(), vin, packet.build());
    }

    private List<TelemetryRecord> records() {
        return bench.read(bench.topics().telemetryRecords()).stream()
                .map(TestRecord::value)
                .toList();
    }

    private TelemetryRecord last() {
        var records = records();
        return records.get(records.size() - 1);
    }

    private static CompressedTelemetry.Builder compressed() {
        return CompressedTelemetry.newBuilder().setFormat(Format.FORMAT_COMPRESSED);
    }

    private static CompressedTelemetry.Builder full() {
        return CompressedTelemetry.newBuilder()
                .setFormat(Format.FORMAT_FULL)
                .setSpeed(1)
                .setBattery(2)
                .setPower(3)
                .setHeading(4);
    }
}
