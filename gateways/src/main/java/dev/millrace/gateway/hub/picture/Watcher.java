package dev.millrace.gateway.hub.picture;

import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.message.video.VideoFrame;

/** Who is told of a stream's pictures. Must not block. */
interface Watcher {

    Wish wish();

    /** @param isNew whether it came after this watcher did */
    void onPicture(LiveRecord<VideoFrame> picture, boolean isNew);

    /** What was there has been told; all that follows is new. */
    default void onLive() {}

    /** No picture will come any more. */
    void onEnd();
}
