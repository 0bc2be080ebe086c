package dev.millrace.recording.device;

import dev.millrace.recording.device.ImuSample.Axes;
import dev.millrace.recording.file.Opened;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Inertial samples of a CSV file as the EuRoC data sets have them: epoch nanoseconds, then rotation and acceleration,
 * each along x, y and z. The samples stay in the file's order, with its repeats: that is how the device sent them. A line
 * that makes no sense is left out and counted.
 *
 * @param badLines how many lines were left out
 */
public record ImuCsv(String title, List<ImuSample> samples, int badLines) implements DeviceLog {

    private static final int COLUMNS = 7;

    public ImuCsv {
        samples = List.copyOf(samples);
    }

    /** Whether a file that begins with this line is one. */
    public static boolean isHeader(String line) {
        String[] names = line.strip().toLowerCase(Locale.ROOT).split(",", -1);
        return names.length == COLUMNS && names[0].matches("#?\\s*timestamp\\b.*");
    }

    public static Opened<ImuCsv> parse(String title, String text) {
        Iterator<String> lines = text.lines().iterator();
        if (!lines.hasNext() || !isHeader(lines.next())) {
            return new Opened.Refused<>(title + " is no log of an inertial unit: its first line must name a time stamp,"
                    + " then rotation and acceleration along three axes each");
        }
        var samples = new ArrayList<ImuSample>();
        int bad = 0;
        while (lines.hasNext()) {
            Optional<ImuSample> sample = sample(lines.next());
            sample.ifPresent(samples::add);
            if (sample.isEmpty()) bad++;
        }
        return samples.isEmpty()
                ? new Opened.Refused<>(title + " holds no sample: " + bad + " lines, all of them bad")
                : new Opened.Content<>(new ImuCsv(title, samples, bad));
    }

    private static Optional<ImuSample> sample(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) return Optional.empty();
        try {
            var values = new double[COLUMNS];
            for (int i = 1; i < COLUMNS; i++) {
                values[i] = Double.parseDouble(cells[i].strip());
                if (!Double.isFinite(values[i])) return Optional.empty();
            }
            return Optional.of(new ImuSample(
                    Long.parseLong(cells[0].strip()),
                    new Axes(values[1], values[2], values[3]),
                    new Axes(values[4], values[5], values[6])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(samples.size());
    }

    @Override
    public Iterator<DeviceMessage> iterator() {
        return samples.stream().map(DeviceMessage.class::cast).iterator();
    }
}
