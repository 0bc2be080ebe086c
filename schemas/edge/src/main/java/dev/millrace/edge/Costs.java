package dev.millrace.edge;

import com.google.protobuf.CodedOutputStream;

/** What each predictor would have cost for each signal since the last keyframe, in bytes. Not for use by several threads. */
final class Costs {

    private static final Predictor[] PREDICTORS = Predictor.values();

    private final long[][] bytes;

    Costs(int signals) {
        this.bytes = new long[signals][PREDICTORS.length];
    }

    void count(int signal, Track track, long units) {
        for (var predictor : PREDICTORS) {
            var residual = track.residual(units, predictor);
            if (residual != 0) bytes[signal][predictor.ordinal()] += CodedOutputStream.computeSInt64SizeNoTag(residual);
        }
    }

    /** The cheapest; the simplest of equals. */
    Predictor best(int signal) {
        var best = Predictor.HOLD;
        for (var predictor : PREDICTORS) {
            if (bytes[signal][predictor.ordinal()] < bytes[signal][best.ordinal()]) best = predictor;
        }
        return best;
    }
}
