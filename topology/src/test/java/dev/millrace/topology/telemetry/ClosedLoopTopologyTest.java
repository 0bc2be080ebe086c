package dev.millrace.topology.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.millrace.edge.Channel;
import dev.millrace.edge.EdgeEncoder;
import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.message.telemetry.CompressedTelemetry.Format;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryRecord.Protocol;
import dev.millrace.message.telemetry.TelemetryRecord.Provenance;
import dev.millrace.message.telemetry.TelemetryState;
import dev.millrace.topology.TopologyBench;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClosedLoopTopologyTest {

    private static final long START = 1_766_000_000_000L;

    private final TopologyBench bench = new TopologyBench(new ReconstructionTopology());
    private final EdgeEncoder encoder = new EdgeEncoder(
            EdgeEncoder.Settings.of(List.of(
                    Channel.of("speed", 0.5),
                    Channel.of("odometer", 0.01),
                    Channel.angle("heading", 0.5),
                    Channel.of("cell_temperature_max", 0.25))),
            7);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldShowEachValueWithItsBoundAndWhereItComesFrom() {
        // Given
        send(encoder.encode(START, 10, 123.46, 350, 21.5));

        // When
        var second = encoder.encode(START + 1_000, 12, 123.46, 350, 21.6);
        send(second);

        // Then
        var record = records().get(1);
        assertThat(record.getProtocol()).isEqualTo(Protocol.PROTOCOL_CLOSED_LOOP);
        assertThat(record.getTimestampMs()).isEqualTo(START + 1_000);
        assertThat(record.getCaptureTimeNs()).isEqualTo((START + 1_000) * 1_000_000);
        assertThat(record.getSpeed()).isEqualTo(value(12, Provenance.PROVENANCE_TRANSMITTED, 0.5));
        assertThat(record.getHeading()).isEqualTo(value(350, Provenance.PROVENANCE_PREDICTED, 0.5));
        assertThat(record.hasBattery()).isFalse();
        assertThat(record.getOdometer()).isEqualTo(6173 * 0.02);
        assertThat(record.getSignalsList())
                .extracting(TelemetryRecord.Signal::getName)
                .containsExactly("odometer", "cell_temperature_max");
        assertThat(record.getSignals(1).getValue()).isEqualTo(value(21.5, Provenance.PROVENANCE_PREDICTED, 0.25));
        assertThat(record.getIdentity()).isEqualTo("7/1");
        assertThat(record.getEdgeEpoch()).isEqualTo(7);
        assertThat(record.getEdgeSequence()).isEqualTo(1);
        assertThat(record.getPacketBytes()).isEqualTo(second.length);
        assertThat(record.getFullBytes()).isGreaterThan(30);
        assertThat(record.getPacketFields()).isEqualTo(4);
        assertThat(record.getPacketTransmitted()).isEqualTo(1);
        assertThat(record.getCompression().getTotal()).isEqualTo(8);
        assertThat(record.getCompression().getTransmitted()).isEqualTo(5);
    }

    @Test
    void shouldWantAKeyframeFromTheGapToTheKeyframe() {
        // Given
        send(encoder.encode(START, 10, 1, 350, 21));
        encoder.encode(START + 1_000, 11, 1, 351, 21);

        // When
        send(encoder.encode(START + 2_000, 12, 1, 352, 21));
        encoder.wantKeyframe();
        send(encoder.encode(START + 3_000, 13, 1, 353, 21));

        // Then
        assertThat(states()).extracting(TelemetryState::getKeyframeWanted).containsExactly(false, true, false);
        var records = records();
        assertThat(records.get(1).getSpeed().getProvenance()).isEqualTo(Provenance.PROVENANCE_DEGRADED);
        assertThat(records.get(1).getSpeed().hasBound()).isFalse();
        assertThat(records.get(2).getSpeed()).isEqualTo(value(13, Provenance.PROVENANCE_TRANSMITTED, 0.5));
        assertThat(records.get(2).getResync()).isTrue();
    }

    @Test
    void shouldMakeOneRecordOfAPacketThatComesTwice() {
        // Given
        var keyframe = encoder.encode(START, 10, 1, 350, 21);
        var delta = encoder.encode(START + 1_000, 20, 1, 350, 21);
        for (var packet : List.of(keyframe, delta, keyframe)) send(packet);

        // When
        send(delta);
        send(encoder.encode(START + 2_000, 20, 1, 350, 21));

        // Then
        assertThat(records()).extracting(TelemetryRecord::getIdentity).containsExactly("7/0", "7/1", "7/2");
        var states = states();
        var newest = states.get(states.size() - 1);
        assertThat(newest.getDuplicates()).isEqualTo(2);
        assertThat(newest.getDegraded()).isFalse();
        assertThat(newest.getEdgeSequence()).isEqualTo(2);
        assertThat(newest.getRecords()).isEqualTo(3);
    }

    @Test
    void shouldKeepTheNewestTimeWhenALatePacketArrives() {
        // Given
        var first = encoder.encode(START, 10, 1, 350, 21);
        send(encoder.encode(START + 1_000, 11, 1, 350, 21));

        // When
        send(first);

        // Then
        var records = records();
        assertThat(records.get(1).getTimestampMs()).isEqualTo(START);
        assertThat(records.get(1).getSpeed()).isEqualTo(value(10, Provenance.PROVENANCE_TRANSMITTED, 0.5));
        assertThat(states().get(1).getEdgeSequence()).isEqualTo(1);
    }

    @Test
    void shouldSetAsideWhatIsNoPacket() {
        // When
        send(new byte[] {1, 2, 3});

        // Then
        assertThat(bench.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.getReason()).isEqualTo("malformed"));
        assertThat(records()).isEmpty();
    }

    private void send(byte[] packet) {
        bench.send(
                bench.topics().telemetryCompressed(),
                "A",
                CompressedTelemetry.newBuilder()
                        .setFormat(Format.FORMAT_CLOSED_LOOP)
                        .setPayload(ByteString.copyFrom(packet))
                        .build());
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

    private static TelemetryRecord.Value value(double value, Provenance provenance, double bound) {
        return TelemetryRecord.Value.newBuilder()
                .setValue(value)
                .setProvenance(provenance)
                .setBound(bound)
                .build();
    }
}
