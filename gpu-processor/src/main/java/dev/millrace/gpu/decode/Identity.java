package dev.millrace.gpu.decode;

import dev.millrace.message.video.VideoPacket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Says inside a JPEG which picture of a task's recording it is, in a comment segment (ITU-T T.81, B.2.4.5) of JSON behind
 * the start of the image: the file is as valid as before, and tells it wherever it goes.
 */
final class Identity {

    private static final int START_OF_IMAGE = 2;
    private static final short COMMENT = (short) 0xFFFE;

    private Identity() {}

    /** The same image where the packet is of no task. */
    static byte[] in(byte[] jpeg, String stream, VideoPacket head) {
        if (!head.hasPlayed()) return jpeg;
        var played = head.getPlayed();
        var text = "{\"task_id\":\"" + plain(played.getTask()) + "\",\"stream\":\"" + plain(stream) + "\",\"era\":"
                + played.getEra() + ",\"frame_index\":" + played.getFrame() + ",\"capture_time_ns\":\""
                + head.getCaptureTimeNs() + "\"}";
        var comment = text.getBytes(StandardCharsets.US_ASCII);
        var length = Short.BYTES + comment.length;
        return ByteBuffer.allocate(jpeg.length + Short.BYTES + length)
                .put(jpeg, 0, START_OF_IMAGE)
                .putShort(COMMENT)
                .putShort((short) length)
                .put(comment)
                .put(jpeg, START_OF_IMAGE, jpeg.length - START_OF_IMAGE)
                .array();
    }

    /** Keys have no other characters; whatever else came would break the JSON. */
    private static String plain(String key) {
        return key.replaceAll("[^A-Za-z0-9._~%/-]", "");
    }
}
