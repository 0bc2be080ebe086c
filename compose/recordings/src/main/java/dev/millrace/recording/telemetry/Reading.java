package dev.millrace.recording.telemetry;

import java.util.Map;

/**
 * One complete reading of a vehicle's instruments.
 *
 * @param timestamp milliseconds since the epoch
 * @param speed miles per hour
 * @param battery state of charge in percent
 * @param power kilowatts drawn from the battery; negative while it is being filled
 * @param odometer miles
 * @param heading whole degrees clockwise from north, 0 to 359
 * @param latitude degrees north
 * @param longitude degrees east
 * @param further other signals by their names in the closed-loop protocol, as {@code outside_temperature}
 */
public record Reading(
        long timestamp,
        float speed,
        float battery,
        float power,
        float odometer,
        int heading,
        double latitude,
        double longitude,
        Map<String, Double> further) {

    public Reading {
        further = Map.copyOf(further);
    }

    /** With nothing further. */
    public Reading(
            long timestamp,
            float speed,
            float battery,
            float power,
            float odometer,
            int heading,
            double latitude,
            double longitude) {
        this(timestamp, speed, battery, power, odometer, heading, latitude, longitude, Map.of());
    }

    /** The same at another time. */
    public Reading at(long otherTimestamp) {
        return new Reading(otherTimestamp, speed, battery, power, odometer, heading, latitude, longitude, further);
    }
}
