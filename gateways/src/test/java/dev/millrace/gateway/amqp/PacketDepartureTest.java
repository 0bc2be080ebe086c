package dev.millrace.gateway.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.millrace.message.video.VideoPacket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacketDepartureTest {

    @Test
    void shouldSayHowTheClockIsCorrected() {
        // Given
        var packet = VideoPacket.newBuilder()
                .setData(ByteString.copyFromUtf8("nal"))
                .setDeviceTime(1_739_402_159_030_000L)
                .setDeviceTickNs(1_000)
                .build();

        // When
        var sent = new PacketDeparture(() -> Duration.ofNanos(-12_500_000)).of("cam", packet);

        // Then
        assertThat(sent)
                .singleElement()
                .satisfies(message -> assertThat(message.headers())
                        .containsEntry("ntp_offset", "-0.0125")
                        .containsEntry("timestamp_ns", "1739402159030000000"));
    }
}
