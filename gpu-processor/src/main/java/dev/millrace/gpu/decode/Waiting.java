package dev.millrace.gpu.decode;

import dev.millrace.message.video.VideoPacket;

/**
 * A packet that waits for its decoder.
 *
 * @param sinceNs when it came, on this machine's clock
 */
record Waiting(VideoPacket packet, long offset, Standing standing, long sinceNs) {

    private static final int OVERHEAD = 256;

    int bytes() {
        return packet.getData().size() + packet.getConfiguration().size() + OVERHEAD;
    }

    boolean isPicture() {
        return packet.getStartsPicture();
    }
}
