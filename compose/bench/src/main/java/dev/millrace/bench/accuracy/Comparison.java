package dev.millrace.bench.accuracy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What is true beside what was said, frame by frame. Ids are numbered from 0.
 *
 * @param frames in their order
 * @param truths how many ids there are in truth
 * @param saids how many were given
 */
record Comparison(List<Frame> frames, int truths, int saids) {

    /** @param likeness of each truth with each that was said, from 0 to 1 */
    record Frame(int[] truth, int[] said, double[][] likeness) {}

    /** By the overlap of boxes. */
    static Comparison of(Labels truth, Labels said) {
        var all = new TreeSet<>(truth.frames());
        all.addAll(said.frames());
        var truths = new HashMap<Long, Integer>();
        var saids = new HashMap<Long, Integer>();
        var frames = new ArrayList<Frame>();
        for (var frame : all) {
            var there = truth.in(frame);
            var shown = said.in(frame);
            var likeness = new double[there.size()][shown.size()];
            for (var i = 0; i < there.size(); i++) {
                for (var j = 0; j < shown.size(); j++) {
                    likeness[i][j] = there.get(i).box().overlap(shown.get(j).box());
                }
            }
            frames.add(new Frame(numbers(there, truths), numbers(shown, saids), likeness));
        }
        return new Comparison(frames, truths.size(), saids.size());
    }

    private static int[] numbers(List<Labels.Label> labels, Map<Long, Integer> known) {
        return labels.stream()
                .mapToInt(label -> known.computeIfAbsent(label.id(), absent -> known.size()))
                .toArray();
    }

    /** In how many frames each id is there in truth. */
    int[] truthCounts() {
        var counts = new int[truths];
        for (var frame : frames) for (var id : frame.truth) counts[id]++;
        return counts;
    }

    /** In how many frames each id was given. */
    int[] saidCounts() {
        var counts = new int[saids];
        for (var frame : frames) for (var id : frame.said) counts[id]++;
        return counts;
    }
}
