package dev.millrace.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.message.video.VideoPacket;
import org.junit.jupiter.api.Test;

class StampTest {

    private final Stamp stamp = Stamp.received(7)
            .capturedAt(5)
            .deviceTime(3, 1000, "monotonic")
            .session("s", 2, 9)
            .principal("ada")
            .derivedFrom("video.packets", 1, 42);

    @Test
    void shouldReadBackTheHeadThatItGaveAMessage() {
        // When
        var packet = stamp.on(VideoPacket.newBuilder().setKeyframe(true)).build();

        // Then
        assertThat(Stamp.of(packet)).isEqualTo(stamp);
        assertThat(packet.getKeyframe()).isTrue();
        assertThat(packet.getSequence()).isEqualTo(9);
    }
}
