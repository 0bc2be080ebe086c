package dev.millrace.gateway.hub.video;

import java.nio.ByteOrder;

/**
 * One H.264 packet as a producer sent it: a header of 13 bytes (types 1 and 2) or 21 (types 3 to 5), and Annex B bytes.
 *
 * @param timestampUs by a clock that differs between senders
 * @param flags those of Android's MediaCodec, as a hint only: 1 keyframe, 2 configuration, 4 end of stream; 0 where
 *     the header has none
 * @param bytes the whole message, not to be changed; the data begins at {@code dataOffset}
 * @param hasWrongSize whether a size in the header contradicts the message
 */
record H264Packet(
        Type type, long timestampUs, int flags, byte[] bytes, int dataOffset, ByteOrder order, boolean hasWrongSize)
        implements Arrived {

    /** What the sender says it is. */
    enum Type {
        SPS(1, 13),
        PPS(2, 13),
        KEYFRAME(3, 21),
        FRAME(4, 21),
        CONFIGURATION(5, 21);

        private final int code;
        private final int header;

        Type(int code, int header) {
            this.code = code;
            this.header = header;
        }

        int code() {
            return code;
        }

        int headerBytes() {
            return header;
        }

        boolean isConfiguration() {
            return this != KEYFRAME && this != FRAME;
        }
    }

    int dataBytes() {
        return bytes.length - dataOffset;
    }
}
