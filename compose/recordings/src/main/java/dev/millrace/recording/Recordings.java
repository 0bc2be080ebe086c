package dev.millrace.recording;

import dev.millrace.recording.Recording.OfDevice;
import dev.millrace.recording.Recording.OfDrive;
import dev.millrace.recording.Recording.OfVideo;
import dev.millrace.recording.device.ImuCsv;
import dev.millrace.recording.device.TrajectoryFile;
import dev.millrace.recording.file.Opened;
import dev.millrace.recording.telemetry.CsvDrive;
import dev.millrace.recording.video.H264File;
import dev.millrace.recording.video.Mp4File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Opens files of recordings, each by what its name says it is. */
public final class Recordings {

    private static final int MOST_BYTES = 64 << 20;

    private Recordings() {}

    public static Opened<Recording> open(Path file) {
        String name = String.valueOf(file.getFileName());
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (extension) {
            case "csv" -> Opened.bytes(file, MOST_BYTES).then(bytes -> csv(name, bytes));
            case "jsonl" -> TrajectoryFile.open(file).map(OfDevice::new);
            case "264", "h264", "avc" -> H264File.open(file).map(OfVideo::new);
            case "mp4", "m4v", "mov", "avi", "mkv", "ts" -> Mp4File.open(file).map(OfVideo::new);
            default ->
                new Opened.Refused<>(
                        file + " is of no kind that can be played: drives and inertial samples"
                                + " are .csv, trajectories .jsonl, H.264 streams .264 or .h264, videos .mp4, .mov, .avi, .mkv or .ts");
        };
    }

    /** A drive, unless its first line is that of an inertial unit's log. */
    private static Opened<Recording> csv(String name, byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean isImu = text.lines().findFirst().filter(ImuCsv::isHeader).isPresent();
        return isImu
                ? ImuCsv.parse(name, text).map(OfDevice::new)
                : CsvDrive.parse(name, text).map(OfDrive::new);
    }
}
