package dev.millrace.bench.accuracy;

import dev.millrace.topology.tracking.Assignment;
import java.util.Arrays;

/**
 * The CLEAR measures. (K. Bernardin and R. Stiefelhagen, Evaluating Multiple Object Tracking Performance: The CLEAR MOT
 * Metrics, 2008.) Who was paired in the frame before stays so while they are alike enough.
 *
 * @param matches truths that were found
 * @param misses truths that were not
 * @param mistakes of what was said, what is not true
 * @param switches truths that were found under another id than the last time
 */
record Clear(int matches, int misses, int mistakes, int switches) {

    private static final double ROUNDING = 1e-9;
    /** More than any likeness. */
    private static final double STAYS = 1_000;

    /** @param least likeness of what is the same */
    static Clear of(Comparison comparison, double least) {
        var before = new int[comparison.truths()];
        var ever = new int[comparison.truths()];
        Arrays.fill(before, -1);
        Arrays.fill(ever, -1);
        var matches = 0;
        var misses = 0;
        var mistakes = 0;
        var switches = 0;
        for (var frame : comparison.frames()) {
            var pairs = pairs(frame, before, least);
            Arrays.fill(before, -1);
            var found = 0;
            for (var i = 0; i < pairs.length; i++) {
                if (pairs[i] < 0) continue;
                found++;
                var truth = frame.truth()[i];
                var said = frame.said()[pairs[i]];
                if (ever[truth] >= 0 && ever[truth] != said) switches++;
                ever[truth] = said;
                before[truth] = said;
            }
            matches += found;
            misses += frame.truth().length - found;
            mistakes += frame.said().length - found;
        }
        return new Clear(matches, misses, mistakes, switches);
    }

    private static int[] pairs(Comparison.Frame frame, int[] before, double least) {
        var costs = new double[frame.truth().length][frame.said().length];
        for (var i = 0; i < costs.length; i++) {
            for (var j = 0; j < costs[i].length; j++) {
                var isSame = frame.likeness()[i][j] >= least - ROUNDING;
                var stays = before[frame.truth()[i]] == frame.said()[j] ? STAYS : 0;
                costs[i][j] = isSame ? -stays - frame.likeness()[i][j] : Double.POSITIVE_INFINITY;
            }
        }
        return Assignment.cheapest(costs, 0);
    }

    /** MOTA: 1 less all errors for each truth; below 0 when there are more errors than truths. */
    double accuracy() {
        return 1 - (double) (misses + mistakes + switches) / Math.max(1, matches + misses);
    }

    double recall() {
        return (double) matches / Math.max(1, matches + misses);
    }

    double precision() {
        return (double) matches / Math.max(1, matches + mistakes);
    }
}
