package dev.millrace.gateway.analyst.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A plan of DuckDB's, as far as scans of topics go. Immutable.
 *
 * @param scans by the name of a scan, each place where it stands: the conditions right above it
 */
record Plan(Map<String, List<List<String>>> scans) {

    /** @param explained what {@code EXPLAIN (FORMAT json)} says */
    static Plan read(JsonNode explained) {
        var scans = new HashMap<String, List<List<String>>>();
        explained.forEach(root -> visit(root, List.of(), scans));
        return new Plan(scans);
    }

    /** The conditions at each place of a scan; empty where it does not stand in the plan. */
    List<List<String>> places(String scan) {
        return scans.getOrDefault(scan.toUpperCase(Locale.ROOT), List.of());
    }

    /** What a filter lets through is all that matters of what is right below it. */
    private static void visit(JsonNode node, List<String> conditions, Map<String, List<List<String>>> scans) {
        var info = node.path("extra_info");
        var function = info.path("Function").asText();
        if (!function.isEmpty()) {
            scans.computeIfAbsent(function.toUpperCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(conditions);
        }
        var inner = node.path("name").asText().equals("FILTER")
                ? with(conditions, info.path("Expression"))
                : List.<String>of();
        node.path("children").forEach(child -> visit(child, inner, scans));
    }

    /** A condition that is explained in several lines holds a line break somewhere, and cannot be put together again. */
    private static List<String> with(List<String> conditions, JsonNode expression) {
        if (!expression.isTextual()) return conditions;
        var more = new ArrayList<>(conditions);
        more.add(expression.asText());
        return List.copyOf(more);
    }
}
