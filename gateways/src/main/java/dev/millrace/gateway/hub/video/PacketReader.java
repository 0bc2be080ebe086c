package dev.millrace.gateway.hub.video;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the binary messages of one producer; any bytes are answered with a packet or the reason why they are none. Not
 * thread-safe.
 *
 * <p>Integers are big-endian, unless the first packet whose size tells shows them to be little-endian.
 */
final class PacketReader {

    private static final int TYPE_AT = 4;
    private static final int TIMESTAMP_AT = 5;
    private static final int DATA_SIZE_AT = 13;
    private static final int FLAGS_AT = 17;

    private @Nullable ByteOrder order;

    /** @param message the whole of it, copied by the caller and not changed afterwards */
    Arrived read(byte[] message) {
        if (message.length <= TYPE_AT) return Arrived.Rejected.TRUNCATED;
        var type = type(message[TYPE_AT]);
        if (type == null) return Arrived.Rejected.UNKNOWN_TYPE;
        var header = type.headerBytes();
        if (message.length < header) return Arrived.Rejected.TRUNCATED;
        if (message.length == header) return Arrived.Rejected.EMPTY;
        return packet(type, message, ByteBuffer.wrap(message));
    }

    /** Whether a message that may be anything has a packet's shape: its size fits, or its data begins like NAL units. */
    static boolean fits(byte[] message) {
        if (message.length <= TYPE_AT) return false;
        var type = type(message[TYPE_AT]);
        if (type == null || message.length <= type.headerBytes()) return false;
        return recognise(ByteBuffer.wrap(message)) != null || beginsWithStartCode(message, type.headerBytes());
    }

    private static boolean beginsWithStartCode(byte[] message, int at) {
        var zeros = 0;
        while (zeros < 3 && at + zeros < message.length && message[at + zeros] == 0) zeros++;
        return zeros >= 2 && at + zeros < message.length && message[at + zeros] == 1;
    }

    /** Whether the sender has been recognised as one that writes its integers in the wrong order. */
    boolean isLittleEndian() {
        return order == ByteOrder.LITTLE_ENDIAN;
    }

    private H264Packet packet(H264Packet.Type type, byte[] message, ByteBuffer buffer) {
        if (order == null) order = recognise(buffer);
        var inForce = order == null ? ByteOrder.BIG_ENDIAN : order;
        buffer.order(inForce);
        var header = type.headerBytes();
        var hasMore = header > DATA_SIZE_AT;
        var isWrong =
                buffer.getInt(0) != message.length || hasMore && buffer.getInt(DATA_SIZE_AT) != message.length - header;
        return new H264Packet(
                type,
                buffer.getLong(TIMESTAMP_AT),
                hasMore ? buffer.getInt(FLAGS_AT) : 0,
                message,
                header,
                inForce,
                isWrong);
    }

    /** The order in which the total size fits, if it fits in one only. */
    private static @Nullable ByteOrder recognise(ByteBuffer buffer) {
        var size = buffer.getInt(0);
        var fits = size == buffer.limit();
        var fitsReversed = Integer.reverseBytes(size) == buffer.limit();
        if (fits == fitsReversed) return null;
        return fits ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private static H264Packet.@Nullable Type type(byte code) {
        for (var type : H264Packet.Type.values()) {
            if (type.code() == code) return type;
        }
        return null;
    }
}
