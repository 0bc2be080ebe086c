package dev.millrace.gateway.hub.video;

import com.code_intelligence.jazzer.junit.FuzzTest;

class PacketFuzzTest {

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldMakeAPacketOfAnyMessageOrSayWhyNot(byte[] message) {
        var arrived = new PacketReader().read(message);
        if (arrived instanceof H264Packet packet) {
            Picture.of(packet.bytes(), packet.dataOffset(), packet.dataBytes());
            new ParameterSets().update(packet.bytes(), packet.dataOffset(), packet.dataBytes());
        }
    }
}
