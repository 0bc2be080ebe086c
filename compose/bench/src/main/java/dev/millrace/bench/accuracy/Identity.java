package dev.millrace.bench.accuracy;

import dev.millrace.topology.tracking.Assignment;

/**
 * How well ids are kept, each id that was given standing for one truth at most. (E. Ristani et al., Performance Measures
 * and a Data Set for Multi-Target, Multi-Camera Tracking, 2016.)
 *
 * @param right frames in which a truth was found under its id
 * @param truths frames in which there is one
 * @param saids frames in which one was given
 */
record Identity(int right, int truths, int saids) {

    private static final double ROUNDING = 1e-9;

    /** @param least likeness of what is the same */
    static Identity of(Comparison comparison, double least) {
        var together = new double[comparison.truths()][comparison.saids()];
        var truths = 0;
        var saids = 0;
        for (var frame : comparison.frames()) {
            truths += frame.truth().length;
            saids += frame.said().length;
            for (var i = 0; i < frame.truth().length; i++) {
                for (var j = 0; j < frame.said().length; j++) {
                    if (frame.likeness()[i][j] >= least - ROUNDING) together[frame.truth()[i]][frame.said()[j]]--;
                }
            }
        }
        var right = 0.0;
        var pairs = Assignment.cheapest(together, 0);
        for (var i = 0; i < pairs.length; i++) if (pairs[i] >= 0) right -= together[i][pairs[i]];
        return new Identity((int) Math.round(right), truths, saids);
    }

    /** IDF1: what is right in both, from 0 to 1. */
    double f1() {
        return 2.0 * right / Math.max(1, truths + saids);
    }
}
