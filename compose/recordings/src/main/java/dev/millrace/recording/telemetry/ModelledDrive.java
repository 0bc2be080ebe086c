package dev.millrace.recording.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * A drive that a model of vehicle, road and driver makes up: the same for the same seed, and free of anyone's data. When
 * the charge runs low, the car stands at its next stop until a charger has filled it, so that a drive can go on for ever.
 *
 * @param start the time of the first reading
 * @param interval from one reading to the next
 * @param length how many readings; empty for a drive without end
 */
public record ModelledDrive(Vehicle vehicle, long seed, Instant start, Duration interval, OptionalLong length)
        implements Drive {

    public ModelledDrive {
        if (interval.toMillis() <= 0 || interval.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("interval must be 1 ms to 1 minute: " + interval);
        }
        if (length.orElse(0) < 0) {
            throw new IllegalArgumentException("length must not be negative: " + length);
        }
    }

    /** A drive without end, read once a second. */
    public static ModelledDrive endless(long seed, Instant start) {
        return new ModelledDrive(Vehicle.saloon(), seed, start, Duration.ofSeconds(1), OptionalLong.empty());
    }

    /** The same drive read at another interval. */
    public ModelledDrive every(Duration other) {
        return new ModelledDrive(vehicle, seed, start, other, length);
    }

    /** The same drive, ending after {@code duration}. */
    public ModelledDrive lasting(Duration duration) {
        return new ModelledDrive(
                vehicle, seed, start, interval, OptionalLong.of(duration.toMillis() / interval.toMillis()));
    }

    @Override
    public String title() {
        return "modelled drive " + seed;
    }

    @Override
    public Iterator<Reading> iterator() {
        var ride = new Ride(vehicle, seed);
        return LongStream.range(0, length.orElse(Long.MAX_VALUE))
                .mapToObj(number -> next(ride, number))
                .iterator();
    }

    private Reading next(Ride ride, long number) {
        long timestamp = start.toEpochMilli() + number * interval.toMillis();
        return number == 0
                ? ride.reading(timestamp, vehicle.auxiliary())
                : ride.after(interval.toNanos() / 1e9, timestamp);
    }
}
