package dev.millrace.gateway.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.millrace.message.video.VideoPacket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

    private static final long MILLI = 1_000_000;

    private final Samples samples = new Samples();
    private final List<Sample> made = new ArrayList<>();
    private long sequence;

    @Test
    void shouldBeginWithAKeyframeAndPutSlicesTogether() {
        // When
        take(picture("early", false, 0, 0));
        take(picture("a", true, 40, 0));
        take(slice("A"));
        take(picture("b", false, 80, 0));
        finish();

        // Then
        assertThat(made).extracting(sample -> sample.data().toStringUtf8()).containsExactly("aA", "b");
        assertThat(made).extracting(Sample::atNs).containsExactly(0L, 40 * MILLI);
    }

    @Test
    void shouldGoByTheDevicesClockWhereItGoesOnEvenly() {
        // When
        take(picture("a", true, 0, 1_000));
        take(picture("b", false, 70, 1_033));
        take(picture("c", false, 75, 1_066));
        take(picture("d", false, 100, 5));
        finish();

        // Then
        assertThat(made).extracting(Sample::atNs).containsExactly(0L, 33 * MILLI, 66 * MILLI, 91 * MILLI);
    }

    @Test
    void shouldGoOnWithTheNextKeyframeAfterALoss() {
        // When
        take(picture("a", true, 0, 0));
        sequence++;
        take(picture("b", false, 40, 0));
        take(picture("c", false, 80, 0));
        take(picture("d", true, 120, 0));
        finish();

        // Then
        assertThat(made).extracting(sample -> sample.data().toStringUtf8()).containsExactly("a", "d");
        assertThat(made.get(1).atNs()).isEqualTo(120 * MILLI);
    }

    @Test
    void shouldLoseAPictureThatNeverEnds() {
        // Given
        var mebibyte = "x".repeat(1 << 20);

        // When
        take(picture("a", true, 0, 0));
        for (var i = 0; i < Samples.LARGEST >> 20; i++) take(slice(mebibyte));
        take(picture("b", false, 40, 0));
        take(picture("c", true, 80, 0));
        finish();

        // Then
        assertThat(made).extracting(sample -> sample.data().toStringUtf8()).containsExactly("c");
    }

    private void take(VideoPacket packet) {
        samples.add(packet).ifPresent(made::add);
    }

    private void finish() {
        samples.finish().ifPresent(made::add);
    }

    private VideoPacket picture(String data, boolean isKeyframe, long receivedMs, long deviceMs) {
        return slice(data).toBuilder()
                .setStartsPicture(true)
                .setKeyframe(isKeyframe)
                .setReceivedNs(receivedMs * MILLI)
                .setDeviceTime(deviceMs)
                .setDeviceTickNs(deviceMs == 0 ? 0 : MILLI)
                .build();
    }

    private VideoPacket slice(String data) {
        return VideoPacket.newBuilder()
                .setKind(VideoPacket.Kind.KIND_FRAME)
                .setSessionId("s")
                .setSequence(sequence++)
                .setData(ByteString.copyFromUtf8(data))
                .build();
    }
}
