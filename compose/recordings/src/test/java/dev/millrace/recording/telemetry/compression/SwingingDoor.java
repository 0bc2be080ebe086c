package dev.millrace.recording.telemetry.compression;

import java.util.OptionalLong;

/**
 * Sends, of each signal by itself, the points from which straight lines lead past all others within the tolerance
 * (Bristol 1990). A line is known once its end is.
 */
final class SwingingDoor implements Method {

    @Override
    public String title() {
        return "swinging door";
    }

    @Override
    public Sent send(Series series) {
        var shown = new double[series.values().length][];
        var bytes = 0L;
        for (var signal = 0; signal < shown.length; signal++) {
            var values = continuous(series, signal);
            shown[signal] = new double[values.length];
            var door = new Door(series.times(), values, tolerance(series, signal));
            for (var from = 0; from < values.length - 1; ) {
                var to = door.end(from);
                draw(series.times(), values, from, to, shown[signal]);
                bytes += Bytes.varint(to - from) + Bytes.VALUE;
                from = to;
            }
            bytes += Bytes.VALUE;
        }
        return new Sent(OptionalLong.empty(), bytes, shown);
    }

    /** What four bytes cannot hold is taken from the tolerance. */
    private static double tolerance(Series series, int signal) {
        return signal >= 5 ? series.tolerance(signal) - 5e-8 : series.tolerance(signal);
    }

    /** As stored; an angle without its jumps at north. */
    private static double[] continuous(Series series, int signal) {
        var values = new double[series.length()];
        var turns = 0.0;
        for (var i = 0; i < values.length; i++) {
            values[i] = Bytes.stored(signal, series.values()[signal][i]);
            if (!series.channels().get(signal).isAngle()) continue;
            if (i > 0) turns += 360 * Math.rint((values[i - 1] - (values[i] + turns)) / 360);
            values[i] += turns;
        }
        return values;
    }

    private static void draw(long[] times, double[] values, int from, int to, double[] shown) {
        for (var i = from; i <= to; i++) {
            var along = (double) (times[i] - times[from]) / (times[to] - times[from]);
            shown[i] = i == to ? values[to] : values[from] + along * (values[to] - values[from]);
        }
    }

    private record Door(long[] times, double[] values, double tolerance) {

        /** The farthest point to which a line leads past all before it. */
        int end(int from) {
            var low = Double.NEGATIVE_INFINITY;
            var high = Double.POSITIVE_INFINITY;
            for (var i = from + 1; i < values.length; i++) {
                var apart = (double) (times[i] - times[from]);
                var slope = (values[i] - values[from]) / apart;
                if (slope < low || slope > high) return i - 1;
                low = Math.max(low, (values[i] - tolerance - values[from]) / apart);
                high = Math.min(high, (values[i] + tolerance - values[from]) / apart);
            }
            return values.length - 1;
        }
    }
}
