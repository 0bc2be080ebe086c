package dev.millrace.gpu.detect;

import dev.millrace.gpu.model.InputCard;
import dev.millrace.gpu.model.Outputs;
import java.util.Map;
import java.util.Optional;

/**
 * Of an SSD with its boxes decoded: top, left, bottom, right as parts of the whole, and for each box a score, from 0 to 1,
 * of each class.
 *
 * @param boxes the output of boxes
 * @param scores the output of scores
 * @param person the column of people
 */
record SsdOutput(String boxes, String scores, int person) implements DetectorOutput {

    SsdOutput {
        if (person < 0) throw new IllegalArgumentException("person cannot be negative: " + person);
    }

    @Override
    public Optional<String> misfit(InputCard input, Map<String, long[]> outputs) {
        var shape = outputs.get(boxes);
        if (shape == null || shape.length != 3 || shape[2] != 4) return Optional.of(boxes + " is [1, any, 4]");
        return Grid.misfit(outputs, scores, (int) shape[1], person + 1);
    }

    @Override
    public void read(InputCard input, Outputs outputs, Candidates into) {
        var places = outputs.get(boxes);
        var likely = outputs.get(scores);
        var count = places.length / 4;
        var classes = count == 0 ? 0 : likely.length / count;
        for (var box = 0; box < count; box++) {
            var score = likely[box * classes + person];
            if (!into.isLikely(score)) continue;
            into.add(
                    places[box * 4 + 1] * input.width(),
                    places[box * 4] * input.height(),
                    places[box * 4 + 3] * input.width(),
                    places[box * 4 + 2] * input.height(),
                    score);
        }
    }
}
