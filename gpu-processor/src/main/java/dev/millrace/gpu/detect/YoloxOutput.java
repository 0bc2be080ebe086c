package dev.millrace.gpu.detect;

import dev.millrace.gpu.model.InputCard;
import dev.millrace.gpu.model.Outputs;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Of YOLOX: one output, a row for each cell of each grid: middle and size in cells (sizes as logarithms), how surely there
 * is anything, and a score for each class.
 *
 * @param strides of the grids, in the order of rows
 * @param person the class of people
 */
record YoloxOutput(List<Integer> strides, int person) implements DetectorOutput {

    private static final int HEAD = 5;

    YoloxOutput {
        strides = Grid.checked(strides);
        if (person < 0) throw new IllegalArgumentException("person cannot be negative: " + person);
    }

    @Override
    public Optional<String> misfit(InputCard input, Map<String, long[]> outputs) {
        if (outputs.size() != 1) return Optional.of("it has one output");
        var name = outputs.keySet().iterator().next();
        return Grid.misfit(outputs, name, Grid.cells(input, strides), HEAD + person + 1);
    }

    @Override
    public void read(InputCard input, Outputs outputs, Candidates into) {
        var values = outputs.only();
        var length = values.length / Grid.cells(input, strides);
        var at = 0;
        for (var stride : strides) {
            var grid = Grid.of(input, stride);
            for (var row = 0; row < grid.rows(); row++) {
                for (var column = 0; column < grid.columns(); column++) {
                    var score = values[at + 4] * values[at + HEAD + person];
                    if (into.isLikely(score)) add(values, at, column, row, stride, score, into);
                    at += length;
                }
            }
        }
    }

    private static void add(float[] values, int at, int column, int row, int stride, float score, Candidates into) {
        var x = (values[at] + column) * stride;
        var y = (values[at + 1] + row) * stride;
        var halfWidth = Math.exp(values[at + 2]) * stride / 2;
        var halfHeight = Math.exp(values[at + 3]) * stride / 2;
        into.add(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, score);
    }
}
