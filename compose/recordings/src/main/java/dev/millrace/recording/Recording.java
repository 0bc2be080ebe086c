package dev.millrace.recording;

import dev.millrace.recording.device.DeviceLog;
import dev.millrace.recording.telemetry.CsvDrive;
import dev.millrace.recording.video.VideoClip;

/** What a file of recordings holds. */
public sealed interface Recording {

    /** A vehicle's drive, for {@code /telemetry}. */
    record OfDrive(CsvDrive drive) implements Recording {}

    /** What a device says beside its pictures, for {@code /ws/phone}. */
    record OfDevice(DeviceLog log) implements Recording {}

    /** A moving picture, for {@code /ws/video}. */
    record OfVideo(VideoClip clip) implements Recording {}
}
