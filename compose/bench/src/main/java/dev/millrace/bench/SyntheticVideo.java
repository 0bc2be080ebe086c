package dev.millrace.bench;

import java.nio.ByteBuffer;

/** Packets with the header and NAL types of video, and in place of a picture the time at which they were due. */
final class SyntheticVideo {

    private static final int HEADER = 21;
    private static final int START_CODE = 1;
    private static final byte[] PARAMETER_SETS = {
        0, 0, 0, 1, 0x67, 0x42, (byte) 0xC0, 0x1E, (byte) 0xD9, 0x01, 0, 0, 0, 1, 0x68, (byte) 0xCE, 0x38, (byte) 0x80
    };
    /** After the start code: NAL type, the bits of a slice that begins a picture, eight bytes of time. */
    private static final int TIME = 4 + 1 + 1;

    private SyntheticVideo() {}

    /** SPS and PPS as a packet of the frame kind, as an Android encoder's configuration buffer comes. */
    static ByteBuffer configuration() {
        return packet(4, 2, ByteBuffer.wrap(PARAMETER_SETS), PARAMETER_SETS.length);
    }

    /** @param due the time to carry; 0 for a packet that is not measured */
    static ByteBuffer frame(boolean isKeyframe, int bytes, long due) {
        var nal = ByteBuffer.allocate(bytes);
        nal.putInt(START_CODE).put((byte) (isKeyframe ? 0x65 : 0x41)).put((byte) 0x88);
        for (var shift = 49; shift >= 0; shift -= 7) nal.put((byte) (0x80 | due >>> shift & 0x7F));
        while (nal.hasRemaining()) nal.put((byte) 0xA5);
        return packet(isKeyframe ? 3 : 4, isKeyframe ? 1 : 0, nal.flip(), bytes);
    }

    /** The time that a packet carries, with or without the header before it; 0 when it carries none. */
    static long due(ByteBuffer received) {
        var at = received.position();
        if (received.remaining() > HEADER && received.getInt(at) != START_CODE) at += HEADER;
        if (received.limit() - at < TIME + 8 || (received.get(at + 4) & 31) > 5) return 0;
        var due = 0L;
        for (var i = 0; i < 8; i++) due |= (received.get(at + TIME + i) & 0x7FL) << (49 - 7 * i);
        return due;
    }

    private static ByteBuffer packet(int type, int flags, ByteBuffer nal, int bytes) {
        return ByteBuffer.allocate(HEADER + bytes)
                .putInt(HEADER + bytes)
                .put((byte) type)
                .putLong(System.nanoTime() / 1000)
                .putInt(bytes)
                .putInt(flags)
                .put(nal)
                .flip();
    }
}
