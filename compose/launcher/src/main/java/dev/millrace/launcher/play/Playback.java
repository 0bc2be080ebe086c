package dev.millrace.launcher.play;

import dev.millrace.recording.device.DeviceLog;
import dev.millrace.recording.device.DevicePlayer;
import dev.millrace.recording.play.Pace;
import dev.millrace.recording.play.Player;
import dev.millrace.recording.play.Progress;
import dev.millrace.recording.telemetry.Drive;
import dev.millrace.recording.telemetry.TelemetryPlayer;
import dev.millrace.recording.video.VideoClip;
import dev.millrace.recording.video.VideoPlayer;
import java.util.Optional;

/**
 * One recording being played.
 *
 * @param name the stream, device or vehicle it poses as
 */
public record Playback(Kind kind, String name, Player player) implements AutoCloseable {

    /** What a recording is of. */
    public enum Kind {
        STREAM,
        DEVICE,
        VEHICLE
    }

    public static Playback of(VideoClip clip, String stream, Doors doors, Pace pace, boolean isLooping) {
        return of(clip, stream, doors, new VideoPlayer.Options(Optional.of(stream), pace, isLooping, false));
    }

    /** As a camera films it: over and over, each picture with the time of day. */
    static Playback filmed(VideoClip clip, String stream, Doors doors) {
        return of(clip, stream, doors, VideoPlayer.Options.looping(stream).dated());
    }

    private static Playback of(VideoClip clip, String stream, Doors doors, VideoPlayer.Options options) {
        return new Playback(Kind.STREAM, stream, VideoPlayer.start(clip, doors.hub(), options));
    }

    public static Playback of(DeviceLog log, String device, Doors doors, Pace pace, boolean isLooping) {
        var options = new DevicePlayer.Options(device, pace, isLooping);
        return new Playback(Kind.DEVICE, device, DevicePlayer.start(log, doors.hub(), options));
    }

    public static Playback of(Drive drive, Doors doors, TelemetryPlayer.Options options) {
        return new Playback(Kind.VEHICLE, options.vin(), TelemetryPlayer.start(drive, doors.telemetry(), options));
    }

    public Progress progress() {
        return player.progress();
    }

    @Override
    public void close() {
        player.close();
    }
}
