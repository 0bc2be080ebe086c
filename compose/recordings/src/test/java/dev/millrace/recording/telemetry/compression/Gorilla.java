package dev.millrace.recording.telemetry.compression;

import java.util.OptionalLong;

/**
 * Sends each double as its difference in bits from the one before it, and times as differences of differences (Pelkonen
 * and others, 2015). It loses nothing, so the tolerance is used beforehand: values are rounded to what they may be.
 */
final class Gorilla implements Method {

    private final boolean isRounded;

    Gorilla(boolean isRounded) {
        this.isRounded = isRounded;
    }

    @Override
    public String title() {
        return isRounded ? "Gorilla, rounded" : "Gorilla, exact";
    }

    @Override
    public Sent send(Series series) {
        var shown = new double[series.values().length][series.length()];
        var bits = times(series.times());
        for (var signal = 0; signal < shown.length; signal++) {
            for (var i = 0; i < series.length(); i++) {
                var value = series.values()[signal][i];
                var step = 2 * series.tolerance(signal);
                shown[signal][i] = isRounded ? Math.rint(value / step) * step : value;
            }
            bits += values(shown[signal]);
        }
        return new Sent(OptionalLong.empty(), (bits + 7) / 8, shown);
    }

    private static long times(long[] times) {
        var bits = 64L;
        for (var i = 1; i < times.length; i++) {
            var before = i > 1 ? times[i - 1] - times[i - 2] : 0;
            var change = times[i] - times[i - 1] - before;
            if (change == 0) bits += 1;
            else if (change >= -63 && change <= 64) bits += 2 + 7;
            else if (change >= -255 && change <= 256) bits += 3 + 9;
            else if (change >= -2047 && change <= 2048) bits += 4 + 12;
            else bits += 4 + 32;
        }
        return bits;
    }

    private static long values(double[] values) {
        var bits = 64L;
        var leading = 64;
        var trailing = 64;
        for (var i = 1; i < values.length; i++) {
            var xor = Double.doubleToRawLongBits(values[i]) ^ Double.doubleToRawLongBits(values[i - 1]);
            if (xor == 0) {
                bits += 1;
                continue;
            }
            var newLeading = Math.min(31, Long.numberOfLeadingZeros(xor));
            var newTrailing = Long.numberOfTrailingZeros(xor);
            if (leading + trailing < 64 && newLeading >= leading && newTrailing >= trailing) {
                bits += 2 + 64 - leading - trailing;
            } else {
                leading = newLeading;
                trailing = newTrailing;
                bits += 2 + 5 + 6 + 64 - leading - trailing;
            }
        }
        return bits;
    }
}
