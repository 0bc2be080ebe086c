package dev.millrace.gateway.hub.recording;

import java.time.Duration;

/**
 * How recordings are given.
 *
 * @param atOnce recordings that are being read, at most
 * @param longest span of one
 */
public record RecordingSettings(int atOnce, Duration longest) {

    public RecordingSettings {
        if (atOnce < 0) throw new IllegalArgumentException("at-once cannot be negative: " + atOnce);
        if (longest.isNegative() || longest.isZero())
            throw new IllegalArgumentException("longest must be positive: " + longest);
    }
}
