package dev.millrace.gpu.decode;

import com.google.protobuf.ByteString;
import dev.millrace.message.video.VideoPacket;

/**
 * A coded picture, as the decoder takes it.
 *
 * @param head the packet it begins with
 * @param data Annex B: parameter sets where they are needed, then all slices
 * @param firstOffset where its first and its last packet stand in the topic
 */
record AccessUnit(VideoPacket head, ByteString data, long firstOffset, long lastOffset) {

    boolean isKeyframe() {
        return head.getKeyframe();
    }

    private AccessUnit and(ByteString more, long offset) {
        return new AccessUnit(head, data.concat(more), firstOffset, offset);
    }

    /** With a further packet of the same picture. */
    AccessUnit and(VideoPacket slice, long offset) {
        return and(slice.getData(), offset);
    }
}
