package dev.millrace.bench.accuracy;

import dev.millrace.topology.tracking.Assignment;

/**
 * HOTA: how well people are found and how well they are told apart, in one figure, over nineteen demands on likeness from
 * 0.05 to 0.95. (J. Luiten et al., HOTA: A Higher Order Metric for Evaluating Multi-Object Tracking, 2020.)
 *
 * @param hota the mean over the demands of the geometric mean of the other two
 * @param detection DetA
 * @param association AssA
 */
record HigherOrder(double hota, double detection, double association) {

    private static final double ROUNDING = 1e-9;
    private static final int DEMANDS = 19;

    static HigherOrder of(Comparison comparison) {
        var alignment = alignment(comparison);
        var hota = 0.0;
        var detection = 0.0;
        var association = 0.0;
        for (var demand = 1; demand <= DEMANDS; demand++) {
            var at = at(comparison, alignment, demand / 20.0);
            hota += at.hota / DEMANDS;
            detection += at.detection / DEMANDS;
            association += at.association / DEMANDS;
        }
        return new HigherOrder(hota, detection, association);
    }

    /** How much each truth and each id go together over all frames: what pairs them where several could be paired. */
    private static double[][] alignment(Comparison comparison) {
        var alignment = new double[comparison.truths()][comparison.saids()];
        for (var frame : comparison.frames()) {
            var likeness = frame.likeness();
            var ofRow = new double[frame.truth().length];
            var ofColumn = new double[frame.said().length];
            for (var i = 0; i < ofRow.length; i++) {
                for (var j = 0; j < ofColumn.length; j++) {
                    ofRow[i] += likeness[i][j];
                    ofColumn[j] += likeness[i][j];
                }
            }
            for (var i = 0; i < ofRow.length; i++) {
                for (var j = 0; j < ofColumn.length; j++) {
                    var all = ofRow[i] + ofColumn[j] - likeness[i][j];
                    if (all > ROUNDING) alignment[frame.truth()[i]][frame.said()[j]] += likeness[i][j] / all;
                }
            }
        }
        var truths = comparison.truthCounts();
        var saids = comparison.saidCounts();
        for (var i = 0; i < truths.length; i++) {
            for (var j = 0; j < saids.length; j++) alignment[i][j] /= truths[i] + saids[j] - alignment[i][j];
        }
        return alignment;
    }

    private static HigherOrder at(Comparison comparison, double[][] alignment, double demand) {
        var together = new int[comparison.truths()][comparison.saids()];
        var right = 0;
        var all = 0;
        for (var frame : comparison.frames()) {
            var pairs = pairs(frame, alignment);
            var found = 0;
            for (var i = 0; i < pairs.length; i++) {
                if (pairs[i] < 0 || frame.likeness()[i][pairs[i]] < demand - ROUNDING) continue;
                together[frame.truth()[i]][frame.said()[pairs[i]]]++;
                found++;
            }
            right += found;
            all += frame.truth().length + frame.said().length - found;
        }
        var association = association(comparison, together) / Math.max(1, right);
        var detection = (double) right / Math.max(1, all);
        return new HigherOrder(Math.sqrt(detection * association), detection, association);
    }

    private static int[] pairs(Comparison.Frame frame, double[][] alignment) {
        var costs = new double[frame.truth().length][frame.said().length];
        for (var i = 0; i < costs.length; i++) {
            for (var j = 0; j < costs[i].length; j++) {
                costs[i][j] = -alignment[frame.truth()[i]][frame.said()[j]] * frame.likeness()[i][j];
            }
        }
        return Assignment.cheapest(costs, 0);
    }

    private static double association(Comparison comparison, int[][] together) {
        var truths = comparison.truthCounts();
        var saids = comparison.saidCounts();
        var sum = 0.0;
        for (var i = 0; i < truths.length; i++) {
            for (var j = 0; j < saids.length; j++) {
                var both = (double) together[i][j];
                if (both > 0) sum += both * both / (truths[i] + saids[j] - both);
            }
        }
        return sum;
    }
}
