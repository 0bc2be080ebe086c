package dev.millrace.recording.telemetry.compression;

import dev.millrace.edge.Channel;
import dev.millrace.recording.telemetry.Drive;
import dev.millrace.recording.telemetry.Reading;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A drive as columns of numbers.
 *
 * @param values by signal, then by reading
 */
record Series(String title, List<Channel> channels, long[] times, double[][] values) {

    /** Seven signals, as the player sends them. */
    static final List<Channel> CHANNELS = List.of(
            Channel.of("speed", 0.5),
            Channel.of("battery", 0.05),
            Channel.of("power", 0.5),
            Channel.of("odometer", 0.01),
            Channel.angle("heading", 0.5),
            Channel.of("latitude", 0.000_01),
            Channel.of("longitude", 0.000_01));

    static Series of(Drive drive) {
        var readings = StreamSupport.stream(drive.spliterator(), false).toList();
        var times = readings.stream().mapToLong(Reading::timestamp).toArray();
        var values = new double[CHANNELS.size()][readings.size()];
        for (var i = 0; i < readings.size(); i++) {
            var reading = readings.get(i);
            values[0][i] = reading.speed();
            values[1][i] = reading.battery();
            values[2][i] = reading.power();
            values[3][i] = reading.odometer();
            values[4][i] = reading.heading();
            values[5][i] = reading.latitude();
            values[6][i] = reading.longitude();
        }
        return new Series(drive.title(), CHANNELS, times, values);
    }

    int length() {
        return times.length;
    }

    double[] at(int reading) {
        var row = new double[values.length];
        for (var signal = 0; signal < values.length; signal++) row[signal] = values[signal][reading];
        return row;
    }

    /** How far two values of a signal are apart; angles the shorter way round. */
    double apart(int signal, double one, double other) {
        var apart = Math.abs(one - other);
        return channels.get(signal).isAngle() ? Math.min(apart % 360, 360 - apart % 360) : apart;
    }

    double tolerance(int signal) {
        return channels.get(signal).bound();
    }
}
