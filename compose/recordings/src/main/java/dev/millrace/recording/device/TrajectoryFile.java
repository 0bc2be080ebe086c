package dev.millrace.recording.device;

import dev.millrace.recording.file.Opened;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A camera's trajectory as a SLAM service writes it: a JSON object a line, with {@code timestamp_ns} and a 4 × 4
 * {@code pose}. Lines are sent as they are; those without a time stamp are left out and counted.
 *
 * @param badLines how many lines were left out
 */
public record TrajectoryFile(String title, List<CameraPose> poses, int badLines) implements DeviceLog {

    private static final int MOST_BYTES = 64 << 20;
    private static final Pattern TIMED = Pattern.compile("(\\{.*?\"timestamp_ns\"\\s*:\\s*)(\\d{1,19})([,}\\s].*)");

    public TrajectoryFile {
        poses = List.copyOf(poses);
    }

    public static Opened<TrajectoryFile> open(Path file) {
        return Opened.bytes(file, MOST_BYTES)
                .then(bytes -> parse(String.valueOf(file.getFileName()), new String(bytes, StandardCharsets.UTF_8)));
    }

    static Opened<TrajectoryFile> parse(String title, String text) {
        List<Optional<CameraPose>> lines = text.lines()
                .filter(line -> !line.isBlank())
                .map(TrajectoryFile::pose)
                .toList();
        var poses = new ArrayList<CameraPose>(lines.size());
        lines.forEach(line -> line.ifPresent(poses::add));
        int bad = lines.size() - poses.size();
        return poses.isEmpty()
                ? new Opened.Refused<>(title + " holds no pose: " + bad + " lines, none with a timestamp_ns")
                : new Opened.Content<>(new TrajectoryFile(title, poses, bad));
    }

    private static Optional<CameraPose> pose(String line) {
        var timed = TIMED.matcher(line.strip());
        if (!timed.matches()) return Optional.empty();
        try {
            long timeNs = Long.parseLong(timed.group(2));
            return Optional.of(new CameraPose(timeNs, new CameraPose.Body(timed.group(1), timed.group(3))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(poses.size());
    }

    @Override
    public Iterator<DeviceMessage> iterator() {
        return poses.stream().map(DeviceMessage.class::cast).iterator();
    }
}
