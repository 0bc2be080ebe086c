package dev.millrace.gateway.amqp;

import dev.millrace.gateway.python.PythonFloat;
import dev.millrace.message.video.VideoPacket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;

/** H.264 packets as the legacy hub meant to pass them on, though it never did. */
final class PacketDeparture implements Departure<VideoPacket> {

    private static final double NS_PER_SECOND = 1e9;

    private final Supplier<Duration> correction;

    /** @param correction of this machine's clock, now */
    PacketDeparture(Supplier<Duration> correction) {
        this.correction = correction;
    }

    @Override
    public List<Outgoing> of(String key, VideoPacket packet) {
        if (packet.getData().isEmpty()) return List.of();
        var headers = new HashMap<String, Object>();
        headers.put(
                "timestamp_ns", Long.toUnsignedString(packet.getDeviceTime() * Math.max(1, packet.getDeviceTickNs())));
        headers.put("server_received", Long.toString(packet.getReceivedNs()));
        headers.put("ntp_time", Long.toString(packet.getReceivedNs()));
        headers.put("ntp_offset", PythonFloat.repr(correction.get().toNanos() / NS_PER_SECOND));
        headers.put("websocket_id", packet.getSessionId());
        headers.put("stream_type", "h264");
        headers.put("chunk_size", Integer.toString(packet.getData().size()));
        return List.of(new Outgoing(packet.getData().toByteArray(), "video/h264", headers));
    }
}
