package dev.millrace.gpu.decode;

/** The decoder refused a packet; it goes on with a keyframe after {@link Decoder#flush}. */
final class BadPacket extends Exception {

    private static final long serialVersionUID = 1;

    BadPacket(String message) {
        super(message);
    }
}
