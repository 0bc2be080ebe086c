package dev.millrace.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EdgeEncoderTest {

    @Test
    void shouldExtrapolateWhatHasProvedToGoStraightOn() {
        // Given
        var encoder = new EdgeEncoder(new EdgeEncoder.Settings(List.of(Channel.of("odometer", 0.5)), 10, 1_000), 1);

        // When
        var sizes = IntStream.range(0, 20)
                .map(i -> encoder.encode(i * 1_000L, 3.0 * i).length)
                .toArray();

        // Then
        assertThat(sizes[5]).isEqualTo(7);
        assertThat(sizes[15]).isEqualTo(5);
    }

    @Test
    void shouldSendAKeyframeWhenAskedAndAfterAWhile() {
        // Given
        var encoder = new EdgeEncoder(new EdgeEncoder.Settings(List.of(Channel.of("speed", 0.5)), 4, 1_000), 1);

        // When
        var keyframes = IntStream.range(0, 8)
                .filter(i -> {
                    if (i == 2) encoder.wantKeyframe();
                    return PacketReader.read(encoder.encode(i * 1_000L, i)) instanceof WirePacket.Keyframe;
                })
                .boxed()
                .toList();

        // Then
        assertThat(keyframes).containsExactly(0, 2, 6);
    }

    @Test
    void shouldRefuseWhatItCannotSend() {
        // Given
        var speed = Channel.of("speed", 1);
        var encoder = new EdgeEncoder(EdgeEncoder.Settings.of(List.of(speed)), 1);

        // Then
        assertThatThrownBy(() -> encoder.encode(0, 1, 2)).hasMessageContaining("one value per channel");
        assertThatThrownBy(() -> new EdgeEncoder(EdgeEncoder.Settings.of(List.of()), 0))
                .hasMessageContaining("epoch");
        assertThatThrownBy(() -> EdgeEncoder.Settings.of(List.of(speed, speed))).hasMessageContaining("one name");
    }
}
