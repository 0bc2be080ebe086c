package dev.millrace.gateway.hub.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LegacyRelayTest {

    private final PacketReader packets = new PacketReader();
    private final LegacyRelay relay = new LegacyRelay();

    @Test
    void shouldPassOnWhatIsTooLargeForAnSpsAndKeepItForNothing() {
        // Given
        var large = Arrays.copyOf(Packets.SPS, LegacyRelay.LARGEST_KEPT + 1);

        // When
        var passed = relay.message(packet(Packets.sps(large)));
        var pps = relay.message(packet(Packets.pps(Packets.PPS)));

        // Then
        assertThat(passed)
                .hasValueSatisfying(data -> assertThat(data.toByteArray()).isEqualTo(large));
        assertThat(pps).isEmpty();
    }

    @Test
    void shouldKeepParameterSetsWithinABound() {
        // Given
        var sets = new ParameterSets();

        // When
        for (var id = 0; id < 256; id++) {
            var pps = pictureParameters(id, 4_000);
            sets.update(pps, 0, pps.length);
        }

        // Then
        assertThat(sets.all().size()).isBetween(60_000, ParameterSets.LARGEST_TOGETHER);
    }

    private H264Packet packet(byte[] message) {
        return (H264Packet) packets.read(message);
    }

    /** A PPS of this id: an exponential Golomb code after the unit's first byte. */
    private static byte[] pictureParameters(int id, int bytes) {
        var code = id + 1;
        var length = 2 * (32 - Integer.numberOfLeadingZeros(code)) - 1;
        var bits = code << (32 - length);
        var unit = ByteBuffer.allocate(bytes).putInt(1).put((byte) 0x68).putInt(bits | 0x8000);
        Arrays.fill(unit.array(), unit.position(), bytes, (byte) 0xff);
        return unit.array();
    }
}
