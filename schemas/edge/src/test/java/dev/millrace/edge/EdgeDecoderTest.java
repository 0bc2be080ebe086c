package dev.millrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.edge.EdgeReading.Provenance;
import dev.millrace.message.edge.Packet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EdgeDecoderTest {

    private static final List<Channel> CHANNELS = List.of(Channel.of("speed", 0.5), Channel.angle("heading", 0.5));

    private final EdgeEncoder encoder = new EdgeEncoder(EdgeEncoder.Settings.of(CHANNELS), 1);
    private final List<byte[]> packets = new ArrayList<>();
    private EdgeState state = EdgeState.NEW;

    EdgeDecoderTest() {
        for (var i = 0; i < 6; i++) packets.add(encoder.encode(1_000 + i * 1_000, 10 + 2 * i, 350 + i));
    }

    @Test
    void shouldShowWhatWasSentAndWhatWasPredicted() {
        // Given
        receive(0);
        var still = encoder.encode(7_000, 20.3, 355);
        for (var i = 1; i < 6; i++) receive(i);

        // When
        var reading = decoded(still);

        // Then
        assertThat(reading.value("speed").orElseThrow().value()).isEqualTo(20);
        assertThat(reading.value("speed").orElseThrow().provenance()).isEqualTo(Provenance.PREDICTED);
        assertThat(reading.value("speed").orElseThrow().bound()).hasValue(0.5);
        assertThat(reading.transmitted()).isZero();
        assertThat(reading.timeMs()).isEqualTo(7_000);
        assertThat(still).hasSize(5);
    }

    @Test
    void shouldLoseItsBoundsWithAPacketAndRegainThemWithAKeyframe() {
        // Given
        receive(0);
        receive(1);

        // When
        var afterGap = receive(3);
        encoder.wantKeyframe();
        var keyframe = decoded(encoder.encode(7_000, 22, 356));

        // Then
        assertThat(afterGap.values()).extracting(EdgeReading.Value::provenance).containsOnly(Provenance.DEGRADED);
        assertThat(afterGap.values()).allMatch(value -> value.bound().isEmpty());
        assertThat(afterGap.timeMs()).isEqualTo(4_000);
        assertThat(keyframe.isDegraded()).isFalse();
        assertThat(state.isDegraded()).isFalse();
    }

    @Test
    void shouldShowALatePacketOnceAndGoOnWhereItStood() {
        // Given
        receive(0);
        receive(2);
        var before = state;

        // When
        var late = receive(1);
        var again = EdgeDecoder.decode(state, packets.get(1));

        // Then
        assertThat(late.isLate()).isTrue();
        assertThat(late.isDegraded()).isTrue();
        assertThat(late.timeMs()).isEqualTo(2_000);
        assertThat(state.newest()).isEqualTo(before.newest());
        assertThat(again).isEqualTo(new Decoding.Duplicate(1, 1));
    }

    @Test
    void shouldReadALateKeyframeInFull() {
        // Given
        receive(1);

        // When
        var late = receive(0);

        // Then
        assertThat(late.isLate()).isTrue();
        assertThat(late.isDegraded()).isFalse();
        assertThat(state.isDegraded()).isTrue();
    }

    @Test
    void shouldKeepTheVehicleWhereItWasUntilARestartedOneSaysWhereItIs() {
        // Given
        for (var i = 0; i < 6; i++) receive(i);
        var restarted = new EdgeEncoder(EdgeEncoder.Settings.of(CHANNELS), 2);
        restarted.encode(60_000, 0, 0);

        // When
        var lost = decoded(restarted.encode(61_000, 1, 0));

        // Then
        assertThat(lost.isDegraded()).isTrue();
        assertThat(lost.value("speed").orElseThrow().value()).isEqualTo(20);
        assertThat(state.isDegraded()).isTrue();
        assertThat(state.epoch()).isEqualTo(2);
    }

    @Test
    void shouldGoOnReadingAnOlderEpochBesideTheNewOne() {
        // Given
        receive(0);
        decoded(new EdgeEncoder(EdgeEncoder.Settings.of(CHANNELS), 2).encode(60_000, 0, 0));

        // When
        var kept = receive(1);

        // Then
        assertThat(kept.isLate()).isTrue();
        assertThat(kept.isDegraded()).isFalse();
        assertThat(kept.value("speed").orElseThrow().value()).isEqualTo(12);
        assertThat(state.epoch()).isEqualTo(2);
    }

    @Test
    void shouldRejectWhatNoEncoderInStepWouldSend() {
        // Given
        receive(0);
        var outside =
                Packet.newBuilder().addAllDelta(List.of(1L, 1L, 1L, 8L, 2L)).build();
        var tooFar = Packet.newBuilder()
                .addAllDelta(List.of(1L, 1L, 1L, 1L, 1L << 52))
                .build();

        // Then
        for (var packet : List.of(outside, tooFar)) {
            assertThat(EdgeDecoder.decode(state, packet.toByteArray()))
                    .isInstanceOfSatisfying(
                            Decoding.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo("impossible"));
        }
    }

    @Test
    void shouldRejectWhatIsNoPacket() {
        // Then
        for (var bytes : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[] {0x12, 2, 1, 1})) {
            assertThat(EdgeDecoder.decode(EdgeState.NEW, bytes))
                    .isInstanceOfSatisfying(
                            Decoding.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo("malformed"));
        }
    }

    @Test
    void shouldStaySmallWithTheLongestNames() {
        // Given
        var channels = IntStream.range(0, WirePacket.MOST_SIGNALS)
                .mapToObj(n -> Channel.of("s".repeat(60) + "_" + (100 + n), 1e-6))
                .toList();
        var values = new double[channels.size()];
        Arrays.fill(values, 1e6);

        // When
        for (var epoch = 1; epoch <= EdgeState.MOST_EPOCHS; epoch++) {
            decoded(new EdgeEncoder(EdgeEncoder.Settings.of(channels), epoch).encode(epoch, values));
        }

        // Then
        assertThat(state.toBytes()).hasSizeLessThan(14 << 10);
        assertThat(state.epochs()).hasSize(2);
        assertThat(state.floor()).isEqualTo(EdgeState.MOST_EPOCHS - 1);
        assertThat(EdgeState.of(state.toBytes())).isEqualTo(state);
    }

    private EdgeReading receive(int packet) {
        return decoded(packets.get(packet));
    }

    private EdgeReading decoded(byte[] packet) {
        var decoded = (Decoding.Decoded) EdgeDecoder.decode(state, packet);
        state = decoded.next();
        return decoded.reading();
    }
}
