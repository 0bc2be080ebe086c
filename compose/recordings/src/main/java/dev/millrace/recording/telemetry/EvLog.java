package dev.millrace.recording.telemetry;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The columns of an electric car's log, found by their names in its first line. Times without a zone are taken as UTC. */
final class EvLog {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("M/d/uuuu H:m:s", Locale.ROOT);
    private static final List<String> WANTED = List.of("date", "time", "soc", "speed", "lat", "lon");

    /** One line: milliseconds since the epoch, percent, kilometres per hour, degrees. */
    record Sample(long millis, double charge, double speed, double latitude, double longitude) {}

    private final int[] columns;

    private EvLog(int[] columns) {
        this.columns = columns;
    }

    static Optional<EvLog> of(String header) {
        List<String> names = Arrays.stream(header.split(",", -1))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        int[] columns = WANTED.stream().mapToInt(names::indexOf).toArray();
        return Arrays.stream(columns).anyMatch(column -> column < 0)
                ? Optional.empty()
                : Optional.of(new EvLog(columns));
    }

    Optional<Sample> sample(String line) {
        String[] cells = line.split(",", -1);
        if (Arrays.stream(columns).anyMatch(column -> column >= cells.length)) {
            return Optional.empty();
        }
        try {
            var sample = new Sample(
                    LocalDateTime.parse(cells[columns[0]].strip() + " " + cells[columns[1]].strip(), CLOCK)
                            .toInstant(ZoneOffset.UTC)
                            .toEpochMilli(),
                    Double.parseDouble(cells[columns[2]]),
                    Double.parseDouble(cells[columns[3]]),
                    Double.parseDouble(cells[columns[4]]),
                    Double.parseDouble(cells[columns[5]]));
            return isPlausible(sample) ? Optional.of(sample) : Optional.empty();
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Comparisons are written so that a NaN fails them. */
    private static boolean isPlausible(Sample sample) {
        return sample.charge >= 0
                && sample.charge <= 100
                && sample.speed >= 0
                && sample.speed <= 400
                && Math.abs(sample.latitude) <= 90
                && Math.abs(sample.longitude) <= 180;
    }
}
