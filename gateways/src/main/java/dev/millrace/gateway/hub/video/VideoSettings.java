package dev.millrace.gateway.hub.video;

import java.time.Duration;

/**
 * The section {@code hub.video} of {@code gateway.yaml}, where each key is explained.
 *
 * @param silence after so long without a keyframe another producer that still sends has the stream again
 */
public record VideoSettings(Duration silence) {

    public VideoSettings {
        if (silence.toMillis() < 100) throw new IllegalArgumentException("silence must be at least 100ms: " + silence);
    }
}
