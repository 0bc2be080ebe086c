package dev.millrace.gateway.analyst.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads from a condition, parsed by DuckDB, which records can meet it. What it does not understand it takes to be met
 * by every record. Immutable.
 *
 * @param names of the leaves that say where a record is, in this session
 */
record Conditions(LeafNames names) {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .appendLiteral("+00")
            .toFormatter();
    private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

    /** @param expression a node of {@code json_serialize_sql} */
    Reach reach(JsonNode expression) {
        return switch (expression.path("type").asText()) {
            case "CONJUNCTION_AND" -> all(expression);
            case "CONJUNCTION_OR" -> any(expression);
            case "COMPARE_EQUAL" -> comparison(expression, Span::of, Span::of);
            case "COMPARE_GREATERTHAN" -> comparison(expression, Span::after, Span::before);
            case "COMPARE_GREATERTHANOREQUALTO" -> comparison(expression, Span::from, Span::upTo);
            case "COMPARE_LESSTHAN" -> comparison(expression, Span::before, Span::after);
            case "COMPARE_LESSTHANOREQUALTO" -> comparison(expression, Span::upTo, Span::from);
            case "COMPARE_BETWEEN" -> between(expression);
            case "COMPARE_IN" -> in(expression.path("children"));
            default -> Reach.ALL;
        };
    }

    private Reach all(JsonNode conjunction) {
        var reach = Reach.ALL;
        for (var child : conjunction.path("children")) reach = reach.and(reach(child));
        return reach;
    }

    private Reach any(JsonNode disjunction) {
        var reach = Reach.NONE;
        for (var child : disjunction.path("children")) reach = reach.or(reach(child));
        return reach;
    }

    /** @param mirrored for a constant that stands on the left */
    private Reach comparison(JsonNode node, Function<Long, Span> span, Function<Long, Span> mirrored) {
        var left = node.path("left");
        var right = node.path("right");
        var isEquality = node.path("type").asText().equals("COMPARE_EQUAL");
        return compared(left, right, span, isEquality)
                .or(() -> compared(right, left, mirrored, isEquality))
                .orElse(Reach.ALL);
    }

    private Optional<Reach> compared(JsonNode leaf, JsonNode constant, Function<Long, Span> span, boolean isEquality) {
        if (isLeaf(leaf, names.key())) {
            return isEquality ? text(constant).map(Box::ofKey).map(Reach::of) : Optional.empty();
        }
        return number(leaf, constant).map(span).flatMap(some -> box(leaf, some)).map(Reach::of);
    }

    /**
     * Both ends count as included: DuckDB writes {@code _offset >= 5 AND _offset < 10} as {@code BETWEEN 5 AND 10} when
     * it explains a plan.
     */
    private Reach between(JsonNode node) {
        var leaf = node.path("input");
        var least = number(leaf, node.path("lower"));
        var most = number(leaf, node.path("upper"));
        if (least.isEmpty() || most.isEmpty()) return Reach.ALL;
        return box(leaf, new Span(least.get(), most.get())).map(Reach::of).orElse(Reach.ALL);
    }

    /** @param operands the first one is sought among the others */
    private Reach in(JsonNode operands) {
        var reach = Reach.NONE;
        for (var i = 1; i < operands.size(); i++) {
            var one = compared(operands.path(0), operands.path(i), Span::of, true);
            if (one.isEmpty()) return Reach.ALL;
            reach = reach.or(one.get());
        }
        return operands.size() > 1 ? reach : Reach.ALL;
    }

    private Optional<Box> box(JsonNode leaf, Span span) {
        if (isLeaf(leaf, names.offset())) return Optional.of(Box.ofOffsets(span));
        if (isLeaf(leaf, names.partition())) return Optional.of(Box.ofPartitions(span));
        return isTime(leaf) ? Optional.of(Box.ofTimes(span)) : Optional.empty();
    }

    private boolean isTime(JsonNode node) {
        return node.path("class").asText().equals("FUNCTION")
                && node.path("function_name").asText().equals("make_timestamptz")
                && node.path("arguments").size() == 1
                && isLeaf(node.path("arguments").path(0).path("expression"), names.time());
    }

    private static boolean isLeaf(JsonNode node, String name) {
        var path = node.path("column_names");
        return node.path("class").asText().equals("COLUMN_REF")
                && path.size() == 1
                && path.path(0).asText().equals(name);
    }

    private Optional<Long> number(JsonNode leaf, JsonNode constant) {
        return isTime(leaf) ? time(constant) : integer(constant);
    }

    private static Optional<Long> integer(JsonNode constant) {
        if (!isLiteral(constant, "INTEGER")) return Optional.empty();
        try {
            return Optional.of(
                    Long.parseLong(constant.path("literal").path("text").asText()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode constant) {
        if (!isLiteral(constant, "STRING")) return Optional.empty();
        return Optional.of(constant.path("literal").path("text").asText());
    }

    /** In microseconds; a constant as DuckDB explains it, in UTC. */
    private static Optional<Long> time(JsonNode constant) {
        var type = constant.path("type_expr").path("type_name").asText();
        if (!constant.path("type").asText().equals("OPERATOR_CAST") || !type.equals("TIMESTAMP WITH TIME ZONE")) {
            return Optional.empty();
        }
        return text(constant.path("child")).flatMap(Conditions::micros);
    }

    private static Optional<Long> micros(String text) {
        try {
            return Optional.of(ChronoUnit.MICROS.between(EPOCH, LocalDateTime.parse(text, TIME)));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static boolean isLiteral(JsonNode node, String kind) {
        return node.path("type").asText().equals("VALUE_CONSTANT")
                && node.path("literal").path("kind").asText().equals(kind);
    }
}
