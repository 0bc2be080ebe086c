package dev.millrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.message.edge.Packet;
import dev.millrace.message.edge.PacketBatch;
import java.util.ArrayList;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EdgeBatchTest {

    @Property(tries = 100)
    void shouldGiveBackThePacketsThatWerePutTogether(@ForAll long seed) {
        // Given
        var trace = new Trace(seed);
        var packets = new ArrayList<byte[]>();
        for (var i = 0; i < 30; i++) trace.next(false).forEach(sent -> packets.add(sent.bytes()));

        // When
        var batch = EdgeBatch.split(EdgeBatch.join("VIN1", packets));

        // Then
        assertThat(batch).isInstanceOfSatisfying(EdgeBatch.Packets.class, read -> {
            assertThat(read.deviceId()).isEqualTo("VIN1");
            assertThat(read.packets().toArray(byte[][]::new)).isDeepEqualTo(packets.toArray(byte[][]::new));
        });
    }

    @Test
    void shouldRefuseABatchThatHoldsSomethingElse() {
        // Given
        var following =
                PacketBatch.newBuilder().addPackets(Packet.getDefaultInstance().toByteString());
        var ofBatches = PacketBatch.newBuilder().addPackets(com.google.protobuf.ByteString.copyFromUtf8("?"));

        // Then
        assertThat(EdgeBatch.split(following.build().toByteArray()))
                .isEqualTo(new EdgeBatch.Malformed("packet 0 follows nothing"));
        assertThat(EdgeBatch.split(ofBatches.build().toByteArray())).isInstanceOf(EdgeBatch.Malformed.class);
        assertThat(EdgeBatch.split(new byte[] {8})).isInstanceOf(EdgeBatch.Malformed.class);
    }
}
