package dev.millrace.gateway.hub.video;

/** The shape of packets, for tests of who else gets them. */
public final class PacketShape {

    private PacketShape() {}

    public static boolean fits(byte[] message) {
        return PacketReader.fits(message);
    }
}
