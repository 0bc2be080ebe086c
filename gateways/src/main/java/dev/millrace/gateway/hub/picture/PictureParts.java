package dev.millrace.gateway.hub.picture;

import dev.millrace.message.video.VideoFrame;
import java.nio.charset.StandardCharsets;

/**
 * Pictures as parts of one {@code multipart/x-mixed-replace} body. The boundary comes right behind each picture, since
 * browsers show it only then.
 */
final class PictureParts {

    private static final String BOUNDARY = "millrace-picture";
    private static final long NS_PER_SECOND = 1_000_000_000;

    static final String TYPE = "multipart/x-mixed-replace; boundary=" + BOUNDARY;
    static final byte[] OPENING = ("--" + BOUNDARY + "\r\n").getBytes(StandardCharsets.US_ASCII);

    private static final byte[] CLOSING = ("\r\n--" + BOUNDARY + "\r\n").getBytes(StandardCharsets.US_ASCII);

    private PictureParts() {}

    /** With its length, and when the platform got it, in seconds. */
    static byte[] part(VideoFrame frame) {
        var head = ("Content-Type: image/jpeg\r\nContent-Length: "
                        + frame.getJpeg().size() + "\r\nX-Timestamp: "
                        + frame.getReceivedNs() / NS_PER_SECOND + "."
                        + String.format("%09d", Math.floorMod(frame.getReceivedNs(), NS_PER_SECOND)) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        var jpeg = frame.getJpeg();
        var part = new byte[head.length + jpeg.size() + CLOSING.length];
        System.arraycopy(head, 0, part, 0, head.length);
        jpeg.copyTo(part, head.length);
        System.arraycopy(CLOSING, 0, part, head.length + jpeg.size(), CLOSING.length);
        return part;
    }
}
