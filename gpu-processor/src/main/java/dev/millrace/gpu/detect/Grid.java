package dev.millrace.gpu.detect;

import dev.millrace.gpu.model.InputCard;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The places of a picture at which a model looks: a cell for so many pixels each way. */
record Grid(int stride, int columns, int rows) {

    static Grid of(InputCard input, int stride) {
        return new Grid(stride, rounded(input.width(), stride), rounded(input.height(), stride));
    }

    private static int rounded(int length, int stride) {
        return (length + stride - 1) / stride;
    }

    int cells() {
        return columns * rows;
    }

    static int cells(InputCard input, List<Integer> strides) {
        return strides.stream().mapToInt(stride -> of(input, stride).cells()).sum();
    }

    static List<Integer> checked(List<Integer> strides) {
        if (strides.isEmpty() || strides.stream().anyMatch(stride -> stride < 1))
            throw new IllegalArgumentException("strides must be positive: " + strides);
        return List.copyOf(strides);
    }

    /** Says what is expected of an output that is not so; the first length, of the batch, is any. */
    static Optional<String> misfit(Map<String, long[]> outputs, String name, int cells, int atLeast) {
        var shape = outputs.get(name);
        if (shape != null && shape.length == 3 && shape[1] == cells && shape[2] >= atLeast) return Optional.empty();
        return Optional.of(name + " is " + Arrays.toString(new long[] {1, cells, atLeast}) + " or has more in the end");
    }
}
