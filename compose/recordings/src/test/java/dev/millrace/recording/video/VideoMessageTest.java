package dev.millrace.recording.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.recording.video.VideoMessage.Kind;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class VideoMessageTest {

    private static final byte[] NAL = {0, 0, 0, 1, 0x65, 0x7F};

    @Test
    void shouldGiveParameterSetsTheShortHeaderAndTheTimeOfDay() {
        // Given
        var message = new VideoMessage(Kind.PPS, NAL, Duration.ofSeconds(2));

        // When
        byte[] packet = message.packet(Duration.ofSeconds(20), 1_766_000_000_000_000L);

        // Then
        assertThat(HexFormat.of().formatHex(packet)).isEqualTo("00000013" + "02" + "0006462aeaac6000" + "00000001657f");
    }

    @Test
    void shouldGiveFramesTheLongHeaderAndRisingTimes() {
        // Given
        var message = new VideoMessage(Kind.KEYFRAME, NAL, Duration.ofSeconds(2));

        // When
        byte[] packet = message.packet(Duration.ofSeconds(20), 1_766_000_000_000_000L);

        // Then
        assertThat(HexFormat.of().formatHex(packet))
                .isEqualTo("0000001b" + "03" + "00000000014fb180" + "00000006" + "00000001" + "00000001657f");
    }
}
