package dev.millrace.recording.telemetry;

import dev.millrace.recording.file.Opened;
import dev.millrace.recording.telemetry.EvLog.Sample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A drive read from the CSV log of an electric car: date, time, state of charge, speed in km/h and position at 1 Hz. What
 * the log lacks is derived: the heading from successive positions, the odometer from the speed, the power from how the
 * charge falls. A line that makes no sense, or is not later than the line before it, is left out and counted.
 *
 * @param readings what was read
 * @param further signals that the log has columns for
 * @param badLines how many lines were left out
 * @param firstBadLine the number and text of the first of them
 */
public record CsvDrive(
        String title, List<Reading> readings, List<String> further, int badLines, Optional<String> firstBadLine)
        implements Drive {

    private static final int MOST_BYTES = 64 << 20;
    /** Kilowatt hours of the car that wrote the logs. */
    private static final double CAPACITY = 6.1;
    /** The charge is logged in steps of 0.02 %, 1.2 Wh: over 30 s such a step is 0.15 kW. */
    private static final long HALF_WINDOW_MILLIS = 15_000;

    private static final double KILOMETRES_PER_MILE = 1.609344;
    private static final double MILLIS_PER_HOUR = 3_600_000;

    public CsvDrive {
        readings = List.copyOf(readings);
        further = List.copyOf(further);
    }

    public static Opened<CsvDrive> open(Path file) {
        return Opened.bytes(file, MOST_BYTES)
                .then(bytes ->
                        parse(String.valueOf(file.getFileName()), new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    public static Opened<CsvDrive> parse(String title, String text) {
        Iterator<String> lines = text.lines().iterator();
        Optional<EvLog> log = lines.hasNext() ? EvLog.of(lines.next()) : Optional.empty();
        if (log.isEmpty()) {
            return new Opened.Refused<>(
                    title + " is no log of a drive: its first line must name Date, Time, Soc, Speed, LAT and LON");
        }
        var samples = new ArrayList<Sample>();
        int bad = 0;
        Optional<String> firstBad = Optional.empty();
        for (int number = 2; lines.hasNext(); number++) {
            String line = lines.next();
            Optional<Sample> sample = log.get().sample(line).filter(next -> isLater(samples, next));
            if (sample.isPresent()) {
                samples.add(sample.get());
            } else if (bad++ == 0) {
                firstBad = Optional.of(number + ": " + line.substring(0, Math.min(line.length(), 120)));
            }
        }
        return samples.isEmpty()
                ? new Opened.Refused<>(title + " holds no reading: " + bad + " lines, all of them bad")
                : new Opened.Content<>(
                        new CsvDrive(title, derive(samples), log.get().further(), bad, firstBad));
    }

    private static boolean isLater(List<Sample> samples, Sample next) {
        return samples.isEmpty()
                || next.millis() > samples.get(samples.size() - 1).millis();
    }

    private static List<Reading> derive(List<Sample> samples) {
        var readings = new ArrayList<Reading>(samples.size());
        var compass = new Compass();
        double miles = 0;
        int from = 0;
        int to = 0;
        Sample before = samples.get(0);
        for (Sample now : samples) {
            while (samples.get(from).millis() < now.millis() - HALF_WINDOW_MILLIS) {
                from++;
            }
            while (to + 1 < samples.size() && samples.get(to + 1).millis() <= now.millis() + HALF_WINDOW_MILLIS) {
                to++;
            }
            double hours = (now.millis() - before.millis()) / MILLIS_PER_HOUR;
            miles += (before.speed() + now.speed()) / 2 * hours / KILOMETRES_PER_MILE;
            readings.add(new Reading(
                    now.millis(),
                    (float) (now.speed() / KILOMETRES_PER_MILE),
                    (float) now.charge(),
                    (float) power(samples.get(from), samples.get(to)),
                    (float) miles,
                    compass.at(now.latitude(), now.longitude(), now.speed()),
                    now.latitude(),
                    now.longitude(),
                    now.further()));
            before = now;
        }
        return readings;
    }

    /** The mean power between two samples in kilowatts, positive while the charge falls. */
    private static double power(Sample from, Sample to) {
        double hours = (to.millis() - from.millis()) / MILLIS_PER_HOUR;
        return hours == 0 ? 0 : (from.charge() - to.charge()) / 100 * CAPACITY / hours;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(readings.size());
    }

    @Override
    public Iterator<Reading> iterator() {
        return readings.iterator();
    }
}
