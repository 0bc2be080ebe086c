package dev.millrace.gateway.analyst.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls that make a value of any size out of little, or wait. DuckDB counts the memory of such a value late and cannot
 * be interrupted while it makes one, so they are answered only where a small size is written out.
 */
final class Boundless {

    private static final long MOST = 1_000_000;
    private static final String SERIES = "; in FROM it is read row by row";

    /** Functions of SELECT lists and conditions, and the first of their arguments that says how large. */
    private static final Map<String, Integer> SIZED = Map.of(
            "range", 0, "generate_series", 0, "repeat", 1, "lpad", 1, "rpad", 1, "list_resize", 1, "array_resize", 1);

    /** What hides what is asked, or asks for nothing but time. */
    private static final Set<String> UNWANTED = Set.of("query", "json_execute_serialized_sql", "sleep_ms");

    private Boundless() {}

    /**
     * Why a question is not answered, if it is not.
     *
     * @param parsed as {@code json_serialize_sql} writes it
     */
    static Optional<String> in(JsonNode parsed) {
        return in(parsed, false);
    }

    private static Optional<String> in(JsonNode node, boolean isTable) {
        var name = node.path("function_name").asText();
        if (UNWANTED.contains(name)) return Optional.of(name + " is not answered here");
        if (!isTable && SIZED.containsKey(name) && !isSmall(node.path("arguments"), SIZED.get(name))) {
            return Optional.of(name + " takes a size of at most " + MOST + " here, written out"
                    + (SIZED.get(name) == 0 ? SERIES : ""));
        }
        var isTableCall = node.path("type").asText().equals("TABLE_FUNCTION");
        for (var field : node.properties()) {
            var found = in(field.getValue(), isTableCall && field.getKey().equals("function"));
            if (found.isPresent()) return found;
        }
        if (!node.isArray()) return Optional.empty();
        for (var child : node) {
            var found = in(child, false);
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    /** Of a series all arguments count, of others one. */
    private static boolean isSmall(JsonNode arguments, int first) {
        var last = first == 0 ? arguments.size() - 1 : first;
        for (var i = first; i <= last; i++) {
            if (!isSmall(arguments.path(i).path("expression"))) return false;
        }
        return true;
    }

    private static boolean isSmall(JsonNode argument) {
        var literal = argument.path("literal");
        return literal.path("kind").asText().equals("INTEGER")
                && literal.path("text").asText().matches("-?\\d{1,7}")
                && Math.abs(Long.parseLong(literal.path("text").asText())) <= MOST;
    }
}
