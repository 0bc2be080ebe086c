package dev.millrace.gateway.hub.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.hub.video.PacketShape;
import dev.millrace.gateway.hub.video.Packets;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PhoneMessageTest {

    private static final PacketLane PACKETS = new PacketLane() {
        @Override
        public boolean fits(byte[] message) {
            return PacketShape.fits(message);
        }

        @Override
        public SocketHandler open(DeviceSession session) {
            throw new AssertionError("no message is read here");
        }
    };

    @Test
    void shouldKnowAPictureBehindAnyTime() {
        // Given
        var jpeg = Pictures.jpeg(32, 24);

        // Then
        for (var time : new long[] {0, -1, 1_766_000_000_000_000_000L, 0x0000000004000000L}) {
            assertThat(read(Pictures.message(time, jpeg)))
                    .isInstanceOfSatisfying(
                            PhoneMessage.Frame.class,
                            frame -> assertThat(frame.deviceNs()).isEqualTo(time));
        }
    }

    /** For 65 ms every twelve days a packet's time stamp looks like the beginning of a picture. */
    @Test
    void shouldKnowAPacketWhoseTimeStampLooksLikeAPicture() {
        // Given
        var packet = Packets.frame(4, Packets.predicted(1, 500));
        ByteBuffer.wrap(packet).putLong(5, 0x000000FF_D8FF0000L);

        // When
        var read = read(packet);

        // Then
        assertThat(new byte[] {packet[8], packet[9], packet[10]}).containsExactly(0xFF, 0xD8, 0xFF);
        assertThat(read).isInstanceOf(PhoneMessage.Packet.class);
    }

    @Test
    void shouldSayWhyAMessageIsNeither() {
        // Then
        assertThat(read(new byte[0])).isEqualTo(PhoneMessage.Rejected.TRUNCATED);
        assertThat(read(new byte[8])).isEqualTo(PhoneMessage.Rejected.TRUNCATED);
        assertThat(read(new byte[500])).isEqualTo(PhoneMessage.Rejected.UNKNOWN);
        assertThat(read(Pictures.message(7, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2})))
                .isEqualTo(PhoneMessage.Rejected.BAD_JPEG);
    }

    private static PhoneMessage read(byte[] message) {
        return PhoneMessage.of(message, PACKETS);
    }
}
