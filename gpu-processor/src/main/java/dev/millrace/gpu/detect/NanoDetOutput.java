package dev.millrace.gpu.detect;

import dev.millrace.gpu.model.InputCard;
import dev.millrace.gpu.model.Outputs;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Of NanoDet: for each grid an output of scores, and one in which the distance from the cell's middle to each of the four
 * sides is told as how likely it is to be 0, 1, 2, … cells.
 *
 * @param bins of those likelihoods, for each side
 * @param scores what the names of outputs begin with; the stride follows
 * @param distances the same
 * @param person the class of people
 */
record NanoDetOutput(List<Integer> strides, int bins, String scores, String distances, int person)
        implements DetectorOutput {

    NanoDetOutput {
        strides = Grid.checked(strides);
        if (bins < 2) throw new IllegalArgumentException("bins must be at least 2: " + bins);
        if (person < 0) throw new IllegalArgumentException("person cannot be negative: " + person);
    }

    @Override
    public Optional<String> misfit(InputCard input, Map<String, long[]> outputs) {
        return strides.stream()
                .flatMap(stride -> {
                    var cells = Grid.of(input, stride).cells();
                    return Optional.<String>empty()
                            .or(() -> Grid.misfit(outputs, scores + stride, cells, person + 1))
                            .or(() -> Grid.misfit(outputs, distances + stride, cells, 4 * bins))
                            .stream();
                })
                .findFirst();
    }

    @Override
    public void read(InputCard input, Outputs outputs, Candidates into) {
        for (var stride : strides) {
            var grid = Grid.of(input, stride);
            var likely = outputs.get(scores + stride);
            var sides = outputs.get(distances + stride);
            var classes = likely.length / grid.cells();
            for (var cell = 0; cell < grid.cells(); cell++) {
                var score = likely[cell * classes + person];
                if (into.isLikely(score)) add(sides, cell, grid, score, into);
            }
        }
    }

    private void add(float[] sides, int cell, Grid grid, float score, Candidates into) {
        var row = cell / grid.columns();
        var column = cell % grid.columns();
        var x = (column + 0.5) * grid.stride() - 0.5;
        var y = (row + 0.5) * grid.stride() - 0.5;
        var from = cell * 4 * bins;
        into.add(
                x - grid.stride() * mean(sides, from),
                y - grid.stride() * mean(sides, from + bins),
                x + grid.stride() * mean(sides, from + 2 * bins),
                y + grid.stride() * mean(sides, from + 3 * bins),
                score);
    }

    /** Of the bins from one on, each with its likelihood, which is told as a logarithm. */
    private double mean(float[] values, int from) {
        var highest = values[from];
        for (var bin = 1; bin < bins; bin++) highest = Math.max(highest, values[from + bin]);
        var total = 0.0;
        var weighted = 0.0;
        for (var bin = 0; bin < bins; bin++) {
            var likelihood = Math.exp(values[from + bin] - highest);
            total += likelihood;
            weighted += bin * likelihood;
        }
        return weighted / total;
    }
}
