package dev.millrace.gateway.hub.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.hub.video.PacketShape;

class PhoneMessageFuzzTest {

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

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldRouteAnyMessage(byte[] message) {
        var read = PhoneMessage.of(message, PACKETS);
        if (read instanceof PhoneMessage.Frame frame) assertThat(message.length).isGreaterThan(10);
        assertThat(read).isNotNull();
    }
}
