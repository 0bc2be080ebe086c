package dev.millrace.launcher.play;

import dev.millrace.recording.play.Progress;
import java.time.Duration;

/**
 * How fast a playback is going, from two looks at it.
 *
 * @param messages acknowledged, per second
 * @param bits sent, per second
 */
public record Pulse(double messages, double bits) {

    public static Pulse between(Progress before, Progress after, Duration apart) {
        var seconds = Math.max(1, apart.toNanos()) / 1e9;
        return new Pulse(
                (after.acknowledged() - before.acknowledged()) / seconds,
                (after.bytes() - before.bytes()) * 8 / seconds);
    }
}
