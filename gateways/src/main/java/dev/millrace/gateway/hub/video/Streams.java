package dev.millrace.gateway.hub.video;

import dev.millrace.message.video.VideoStream;
import java.util.Optional;

/** The streams of packets that there are. Thread-safe. */
public interface Streams {

    /** Whether all are known that there were when this gateway started. */
    boolean isReady();

    /** Where one lives, and who owns it. */
    Optional<VideoStream> of(String stream);

    default boolean isKnown(String stream) {
        return of(stream).isPresent();
    }
}
