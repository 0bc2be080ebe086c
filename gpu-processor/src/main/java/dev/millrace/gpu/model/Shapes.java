package dev.millrace.gpu.model;

import dev.millrace.gpu.model.ModelException.Reason;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether a model takes and gives what its card says. */
final class Shapes {

    private Shapes() {}

    static void checkInput(ModelCard card, long[] actual) {
        var wanted = card.input().shape(1);
        var fits = actual.length == wanted.length;
        for (var i = 0; fits && i < wanted.length; i++) fits = actual[i] < 1 || actual[i] == wanted[i];
        if (!fits) {
            throw new ModelException(
                    Reason.SHAPE,
                    card.name(),
                    "it takes " + Arrays.toString(actual) + ", but its card says " + Arrays.toString(wanted));
        }
    }

    static void checkOutputs(ModelCard card, Map<String, long[]> actual) {
        card.misfit(actual).ifPresent(misfit -> {
            throw new ModelException(
                    Reason.SHAPE, card.name(), "it gives " + text(actual) + ", but by its card " + misfit);
        });
    }

    private static String text(Map<String, long[]> shapes) {
        return shapes.entrySet().stream()
                .map(shape -> shape.getKey() + Arrays.toString(shape.getValue()))
                .collect(Collectors.joining(", "));
    }
}
