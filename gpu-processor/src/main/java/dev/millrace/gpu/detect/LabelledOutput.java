package dev.millrace.gpu.detect;

import dev.millrace.gpu.model.InputCard;
import dev.millrace.gpu.model.Outputs;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Of Faster R-CNN and its like: as many boxes as it found, left, top, right, bottom in its input's pixels, with a label
 * and a score each.
 *
 * @param person the label of people
 */
record LabelledOutput(String boxes, String labels, String scores, int person) implements DetectorOutput {

    @Override
    public boolean isApart() {
        return false;
    }

    @Override
    public Optional<String> misfit(InputCard input, Map<String, long[]> outputs) {
        var shape = outputs.get(boxes);
        if (shape == null || shape.length < 2 || shape[shape.length - 1] != 4)
            return Optional.of(boxes + " is [any, 4]");
        var count = product(shape) / 4;
        if (!has(outputs, labels, count)) return Optional.of(labels + " is [" + count + "]");
        if (!has(outputs, scores, count)) return Optional.of(scores + " is [" + count + "]");
        return Optional.empty();
    }

    private static boolean has(Map<String, long[]> outputs, String name, long count) {
        var shape = outputs.get(name);
        return shape != null && product(shape) == count;
    }

    private static long product(long[] shape) {
        return Arrays.stream(shape).reduce(1, (one, other) -> one * other);
    }

    @Override
    public void read(InputCard input, Outputs outputs, Candidates into) {
        var places = outputs.get(boxes);
        var kinds = outputs.get(labels);
        var likely = outputs.get(scores);
        for (var box = 0; box < Math.min(places.length / 4, Math.min(kinds.length, likely.length)); box++) {
            if (kinds[box] != person || !into.isLikely(likely[box])) continue;
            into.add(places[box * 4], places[box * 4 + 1], places[box * 4 + 2], places[box * 4 + 3], likely[box]);
        }
    }
}
