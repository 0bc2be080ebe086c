package dev.millrace.recording.telemetry;

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
 */
public record Reading(
        long timestamp,
        float speed,
        float battery,
        float power,
        float odometer,
        int heading,
        double latitude,
        double longitude) {}
