package dev.millrace.gateway.hub.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PacketReaderTest {

    private static final byte[] DATA = Packets.idr(1, 100);

    @Property(tries = 5000)
    void shouldAnswerAnyBytes(@ForAll @Size(max = 60) byte[] message, @ForAll @IntRange(max = 8) int type) {
        // Given
        if (message.length > 4) message[4] = (byte) type;

        // When
        var arrived = new PacketReader().read(message);

        // Then
        if (arrived instanceof H264Packet packet) {
            assertThat(packet.dataBytes()).isPositive();
            assertThat(packet.dataOffset()).isEqualTo(packet.type().headerBytes());
        } else {
            assertThat(arrived).isInstanceOf(Arrived.Rejected.class);
        }
    }

    @Test
    void shouldReadHeadersOfBothLengths() {
        // Given
        var reader = new PacketReader();

        // When
        var sps = (H264Packet) reader.read(Packets.sps(Packets.SPS));
        var frame = (H264Packet) reader.read(Packets.frame(3, DATA));

        // Then
        assertThat(sps.dataBytes()).isEqualTo(Packets.SPS.length);
        assertThat(frame.dataBytes()).isEqualTo(DATA.length);
        assertThat(frame.timestampUs()).isEqualTo(1_000_000);
        assertThat(frame.flags()).isEqualTo(1);
        assertThat(frame.hasWrongSize()).isFalse();
    }

    @Test
    void shouldTakePacketWhoseSizesAreWrong() {
        // Given
        var message = Packets.frame(4, DATA);
        message[3]++;

        // When
        var packet = (H264Packet) new PacketReader().read(message);

        // Then
        assertThat(packet.hasWrongSize()).isTrue();
        assertThat(packet.dataBytes()).isEqualTo(DATA.length);
        assertThat(packet.timestampUs()).isEqualTo(1_000_000);
    }

    @Test
    void shouldRecogniseLittleEndianSenderOnce() {
        // Given
        var reader = new PacketReader();

        // When
        var first = (H264Packet) reader.read(Packets.frame(3, DATA, ByteOrder.LITTLE_ENDIAN));
        var contrary = (H264Packet) reader.read(Packets.frame(4, DATA, ByteOrder.BIG_ENDIAN));

        // Then
        assertThat(reader.isLittleEndian()).isTrue();
        assertThat(first.timestampUs()).isEqualTo(1_000_000);
        assertThat(contrary.hasWrongSize()).isTrue();
    }

    @Test
    void shouldSayWhyMessagesAreNoPackets() {
        // Given
        var reader = new PacketReader();

        // When
        var results = new Arrived[] {
            reader.read(new byte[4]),
            reader.read(new byte[] {0, 0, 0, 20, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
            reader.read(Packets.frame(3, new byte[0])),
            reader.read(Packets.frame(9, DATA))
        };

        // Then
        assertThat(results)
                .containsExactly(
                        Arrived.Rejected.TRUNCATED,
                        Arrived.Rejected.TRUNCATED,
                        Arrived.Rejected.EMPTY,
                        Arrived.Rejected.UNKNOWN_TYPE);
    }
}
