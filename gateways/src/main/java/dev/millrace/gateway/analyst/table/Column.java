package dev.millrace.gateway.analyst.table;

import java.util.function.IntFunction;

/**
 * One column of a topic's table.
 *
 * @param type as {@code DESCRIBE} shows it
 * @param value the SQL expression that makes it of leaves
 */
public record Column(String name, String type, Expression value) {

    /** SQL over leaves, which have a name of their own in each session. */
    @FunctionalInterface
    public interface Expression {
        String over(IntFunction<String> leafName);
    }

    /** A name or a text as SQL has it between double quotes. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text as SQL has it between single quotes. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
