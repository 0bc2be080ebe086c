package dev.millrace.recording;

import dev.millrace.recording.Recording.OfDrive;
import dev.millrace.recording.Recording.OfVideo;
import dev.millrace.recording.file.Opened;
import dev.millrace.recording.telemetry.CsvDrive;
import dev.millrace.recording.video.H264File;
import dev.millrace.recording.video.Mp4File;
import java.nio.file.Path;
import java.util.Locale;

/** Opens files of recordings, each by what its name says it is. */
public final class Recordings {

    private Recordings() {}

    public static Opened<Recording> open(Path file) {
        String name = String.valueOf(file.getFileName());
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (extension) {
            case "csv" -> CsvDrive.open(file).map(OfDrive::new);
            case "264", "h264", "avc" -> H264File.open(file).map(OfVideo::new);
            case "mp4", "m4v", "mov", "avi", "mkv", "ts" -> Mp4File.open(file).map(OfVideo::new);
            default ->
                new Opened.Refused<>(file + " is of no kind that can be played: drives are .csv,"
                        + " H.264 streams .264 or .h264, videos .mp4, .mov, .avi, .mkv or .ts");
        };
    }
}
