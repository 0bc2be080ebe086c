package dev.millrace.gateway.hub.video;

import com.google.protobuf.ByteString;
import dev.millrace.gateway.live.Encoding;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.gateway.live.Payload;
import dev.millrace.message.video.VideoPacket;
import java.nio.ByteBuffer;

/** How a packet looks to a viewer. A keyframe brings the configuration along for those who have lost messages. */
enum PacketForm implements Encoding<VideoPacket> {
    /** Annex B bytes alone, as the legacy hub sends them. */
    BARE {
        @Override
        ByteBuffer bytes(VideoPacket packet, int type, ByteString data) {
            return data.asReadOnlyByteBuffer();
        }
    },
    /** After the big-endian header that a producer would send. */
    WITH_HEADER {
        @Override
        ByteBuffer bytes(VideoPacket packet, int type, ByteString data) {
            var isShort = type == H264Packet.Type.SPS.code() || type == H264Packet.Type.PPS.code();
            var header = isShort ? H264Packet.Type.SPS.headerBytes() : H264Packet.Type.FRAME.headerBytes();
            var message = ByteBuffer.allocate(header + data.size())
                    .putInt(header + data.size())
                    .put((byte) type)
                    .putLong(packet.getDeviceTime());
            if (!isShort) message.putInt(data.size()).putInt(packet.getHeaderFlags());
            data.copyTo(message);
            return message.flip();
        }
    };

    abstract ByteBuffer bytes(VideoPacket packet, int type, ByteString data);

    @Override
    public Payload encode(LiveRecord<VideoPacket> live) {
        var packet = live.value();
        var payload = Payload.binary(bytes(packet, packet.getHeaderType(), packet.getData()));
        if (!packet.getKeyframe()) return payload;
        return packet.getConfiguration().isEmpty() ? payload.keyframe() : payload.keyframe(configuration(packet));
    }

    /** The SPS and PPS that a keyframe needs, as a message of their own. */
    Payload configuration(VideoPacket keyframe) {
        return Payload.binary(bytes(keyframe, H264Packet.Type.PPS.code(), keyframe.getConfiguration()));
    }
}
