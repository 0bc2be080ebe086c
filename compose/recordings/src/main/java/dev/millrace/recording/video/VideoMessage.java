package dev.millrace.recording.video;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * What a producer sends in one message: a NAL unit, and when it is due.
 *
 * @param nal with its start code
 * @param due since the beginning of the recording
 */
@SuppressWarnings("ArrayRecordComponent") // handed on untouched; nobody compares messages
public record VideoMessage(Kind kind, byte[] nal, Duration due) {

    private static final int FLAG_KEYFRAME = 1;

    /** What stands in the packet's type byte. */
    public enum Kind {
        SPS(1, 13),
        PPS(2, 13),
        KEYFRAME(3, 21),
        FRAME(4, 21);

        private final int code;
        private final int header;

        Kind(int code, int header) {
            this.code = code;
            this.header = header;
        }

        /** Whether this tells how to decode rather than what to show. */
        public boolean isConfiguration() {
            return this == SPS || this == PPS;
        }
    }

    /** The length of {@link #packet}. */
    public int size() {
        return kind.header + nal.length;
    }

    /** The packet as the hub's producers send it, big-endian, with a time stamp in microseconds. */
    public byte[] packet(long micros) {
        var packet =
                ByteBuffer.allocate(size()).putInt(size()).put((byte) kind.code).putLong(micros);
        if (!kind.isConfiguration()) {
            packet.putInt(nal.length).putInt(kind == Kind.KEYFRAME ? FLAG_KEYFRAME : 0);
        }
        return packet.put(nal).array();
    }

    /**
     * The packet with the time stamp that a producer gives it: the time since the recording began for frames, the epoch for
     * configuration.
     *
     * @param before how long the recording was played before, when it is played again
     * @param epochMicros the time of day now
     */
    public byte[] packet(Duration before, long epochMicros) {
        return packet(kind.isConfiguration() ? epochMicros : before.plus(due).toNanos() / 1_000);
    }
}
