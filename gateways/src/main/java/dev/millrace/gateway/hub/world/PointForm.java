package dev.millrace.gateway.hub.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.gateway.python.PythonJson;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A point as requests bring it; what is wrong with it is told to {@link Invalid}. */
final class PointForm {

    private static final String[] AXES = {"x", "y", "z"};

    private PointForm() {}

    /** Of a JSON body with three numbers, or texts of numbers. */
    static Optional<Point> body(String text, Invalid invalid) {
        if (text.isEmpty()) {
            invalid.missing("body");
            return Optional.empty();
        }
        Object json;
        try {
            json = PythonJson.read(text);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            invalid.noJson(text, at == null ? 0 : (int) Math.max(0, at.getCharOffset()));
            return Optional.empty();
        }
        if (!(json instanceof Map<?, ?> fields)) {
            invalid.noObject("body");
            return Optional.empty();
        }
        return point(fields::get, "body", "", invalid);
    }

    /** Of query parameters. */
    static Optional<Point> query(Function<String, @Nullable String> parameters, String prefix, Invalid invalid) {
        return point(parameters::apply, "query", prefix, invalid);
    }

    private static Optional<Point> point(
            Function<String, @Nullable Object> values, String where, String prefix, Invalid invalid) {
        var axes = new double[3];
        for (var i = 0; i < 3; i++) {
            var name = prefix + AXES[i];
            var value = values.apply(name);
            if (value == null) {
                invalid.missing(where, name);
                continue;
            }
            axes[i] = number(value);
            if (!Double.isFinite(axes[i])) invalid.noFloat(where, name);
        }
        return invalid.isEmpty() ? Optional.of(new Point(axes[0], axes[1], axes[2])) : Optional.empty();
    }

    private static double number(Object value) {
        if (value instanceof Double || value instanceof Integer || value instanceof Long) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof BigInteger whole) return whole.doubleValue();
        if (value instanceof Boolean truth) return truth ? 1 : 0;
        return value instanceof String text ? number(text) : Double.NaN;
    }

    private static double number(String text) {
        // Java reads a few forms that Python does not.
        if (!text.strip().matches("[+-]?[0-9.]+([eE][+-]?[0-9]+)?")) return Double.NaN;
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
