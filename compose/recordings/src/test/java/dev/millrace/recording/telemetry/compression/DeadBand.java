package dev.millrace.recording.telemetry.compression;

import java.util.OptionalLong;

/** Sends a value when it differs from the one sent last by more than the tolerance; what was sent last is shown. */
final class DeadBand implements Method {

    /** A time stamp of an own message: a tag and six bytes. */
    private static final int TIME = 7;

    @Override
    public String title() {
        return "dead band";
    }

    @Override
    public Sent send(Series series) {
        var shown = new double[series.values().length][series.length()];
        var held = new double[series.values().length];
        var alone = 0L;
        var together = 0L;
        for (var i = 0; i < series.length(); i++) {
            alone += TIME;
            // A set of bits, which signals follow; and the time where it is not a second later.
            together += 1 + (i > 1 && interval(series, i) == interval(series, i - 1) ? 0 : TIME);
            for (var signal = 0; signal < held.length; signal++) {
                var value = series.values()[signal][i];
                if (i == 0 || series.apart(signal, value, held[signal]) > series.tolerance(signal)) {
                    held[signal] = Bytes.stored(signal, value);
                    alone += 1 + Bytes.VALUE;
                    together += Bytes.VALUE;
                }
                shown[signal][i] = held[signal];
            }
        }
        return new Sent(OptionalLong.of(alone), together, shown);
    }

    private static long interval(Series series, int reading) {
        return series.times()[reading] - series.times()[reading - 1];
    }
}
