package dev.millrace.gateway.hub.device;

import java.nio.ByteBuffer;

/** What a binary message of a phone turned out to be. Nothing in it says so but its shape. */
sealed interface PhoneMessage {

    /** Where the picture begins, behind the time. */
    int PICTURE_AT = 8;

    /**
     * A JPEG picture behind the time at which it was taken.
     *
     * @param deviceNs by the phone's clock
     * @param message the whole of it, not to be changed; the picture begins at {@link #PICTURE_AT}
     */
    record Frame(long deviceNs, JpegHeader header, byte[] message) implements PhoneMessage {}

    /** An H.264 packet as producers send it. */
    record Packet(byte[] message) implements PhoneMessage {}

    /** @param reason a closed word, for counting */
    record Rejected(String reason) implements PhoneMessage {

        static final Rejected TRUNCATED = new Rejected("truncated");
        static final Rejected BAD_JPEG = new Rejected("bad-jpeg");
        static final Rejected UNKNOWN = new Rejected("unknown-shape");
    }

    /** A packet's time stamp can look like the beginning of a picture, so a picture must be one further on, too. */
    static PhoneMessage of(byte[] message, PacketLane packets) {
        var header = JpegHeader.read(message, Math.min(PICTURE_AT, message.length));
        if (header.isPresent()) return new Frame(ByteBuffer.wrap(message).getLong(), header.get(), message);
        if (packets.fits(message)) return new Packet(message);
        if (message.length <= PICTURE_AT) return Rejected.TRUNCATED;
        return JpegHeader.begins(message, PICTURE_AT) ? Rejected.BAD_JPEG : Rejected.UNKNOWN;
    }
}
