package dev.millrace.recording.telemetry;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The columns of an electric car's log, found by their names in its first line. Times without a zone are taken as UTC. */
final class EvLog {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("M/d/uuuu H:m:s", Locale.ROOT);
    private static final List<String> WANTED = List.of("date", "time", "soc", "speed", "lat", "lon");
    /** Columns that a log may have, and their signals: metres, degrees Celsius, percent, volts, amperes. */
    private static final Map<String, String> FURTHER = Map.of(
            "alt", "altitude",
            "temperature", "outside_temperature",
            "humidity", "humidity",
            "voltage", "voltage",
            "current", "current",
            "batterytemperature", "battery_temperature",
            "motortemperature", "motor_temperature");

    /** One line: milliseconds since the epoch, percent, kilometres per hour, degrees, and what else there is. */
    record Sample(
            long millis, double charge, double speed, double latitude, double longitude, Map<String, Double> further) {}

    private final int[] columns;
    private final SortedMap<String, Integer> further;

    private EvLog(int[] columns, SortedMap<String, Integer> further) {
        this.columns = columns;
        this.further = further;
    }

    static Optional<EvLog> of(String header) {
        List<String> names = Arrays.stream(header.split(",", -1))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        int[] columns = WANTED.stream().mapToInt(names::indexOf).toArray();
        return Arrays.stream(columns).anyMatch(column -> column < 0)
                ? Optional.empty()
                : Optional.of(new EvLog(columns, further(names)));
    }

    private static SortedMap<String, Integer> further(List<String> names) {
        var columns = new TreeMap<String, Integer>();
        FURTHER.forEach((column, signal) -> {
            if (names.contains(column)) columns.put(signal, names.indexOf(column));
        });
        return columns;
    }

    /** The signals that a line may have besides those that it must have. */
    List<String> further() {
        return List.copyOf(further.keySet());
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
                    Double.parseDouble(cells[columns[5]]),
                    further(cells));
            return isPlausible(sample) ? Optional.of(sample) : Optional.empty();
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What is no number is not there. */
    private Map<String, Double> further(String[] cells) {
        var values = new HashMap<String, Double>();
        further.forEach((signal, column) -> {
            if (column >= cells.length || cells[column].isBlank()) return;
            try {
                var value = Double.parseDouble(cells[column]);
                if (Double.isFinite(value)) values.put(signal, value);
            } catch (NumberFormatException e) {
                // Not there.
            }
        });
        return values;
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
