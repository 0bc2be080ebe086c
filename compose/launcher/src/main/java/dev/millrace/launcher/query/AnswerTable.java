package dev.millrace.launcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A gateway's answer as a table of text, numbers to the right. */
public final class AnswerTable {

    private static final int WIDEST = 48;
    private static final String GAP = "  ";

    private AnswerTable() {}

    /** A head, a rule, and a line for each row. */
    public static List<String> lines(JsonNode answer) {
        var columns = answer.path("columns");
        var head = new ArrayList<String>();
        columns.forEach(column -> head.add(cell(column.path("name"))));
        var rows = new ArrayList<List<String>>();
        answer.path("rows").forEach(row -> rows.add(cells(row)));
        var widths = widths(head, rows);
        var lines = new ArrayList<String>();
        lines.add(line(head, widths, columns));
        lines.add(String.join(GAP, IntStream.of(widths).mapToObj("─"::repeat).toList()));
        rows.forEach(row -> lines.add(line(row, widths, columns)));
        return lines;
    }

    /** How many rows, how long it took, and what was read for it. */
    public static String summary(JsonNode answer) {
        var rows = answer.path("rows").size();
        var read = answer.path("read");
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d %s%s in %.2f s · read %,d records, %s",
                rows,
                rows == 1 ? "row" : "rows",
                answer.path("complete").asBoolean(true) ? "" : " of more",
                answer.path("elapsed_ms").asLong() / 1000.0,
                read.path("records").asLong(),
                bytes(read.path("bytes").asLong())));
        var unreadable = read.path("unreadable").asLong();
        if (unreadable > 0) text.append(String.format(Locale.ROOT, ", %,d of them unreadable", unreadable));
        return text.toString();
    }

    /** A line for each partition that was read: its first offset, and the one after its last. */
    public static List<String> partitions(JsonNode answer) {
        var lines = new ArrayList<String>();
        for (var part : answer.at("/read/partitions")) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %s/%d  offsets %d to %d  %,d records",
                    part.path("topic").asText(),
                    part.path("partition").asInt(),
                    part.path("from").asLong(),
                    part.path("to").asLong(),
                    part.path("records").asLong()));
        }
        return lines;
    }

    private static List<String> cells(JsonNode row) {
        var cells = new ArrayList<String>();
        row.forEach(value -> cells.add(cell(value)));
        return cells;
    }

    /** On one line, and no wider than can be read. */
    private static String cell(JsonNode value) {
        if (value.isNull()) return "";
        var text = value.isValueNode() ? value.asText() : value.toString();
        var plain = text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return length(plain) <= WIDEST ? plain : plain.substring(0, plain.offsetByCodePoints(0, WIDEST - 1)) + "…";
    }

    private static int[] widths(List<String> head, List<List<String>> rows) {
        return IntStream.range(0, head.size())
                .map(i -> Math.max(
                        length(head.get(i)),
                        rows.stream().mapToInt(row -> length(row.get(i))).max().orElse(0)))
                .toArray();
    }

    private static String line(List<String> cells, int[] widths, JsonNode columns) {
        var line = new StringBuilder();
        for (var i = 0; i < cells.size(); i++) {
            if (i > 0) line.append(GAP);
            var padding = " ".repeat(widths[i] - length(cells.get(i)));
            var isNumber = isNumber(columns.path(i).path("type").asText());
            line.append(isNumber ? padding + cells.get(i) : cells.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }

    private static boolean isNumber(String type) {
        return type.endsWith("INT")
                || type.endsWith("INTEGER")
                || type.equals("DOUBLE")
                || type.equals("FLOAT")
                || type.startsWith("DECIMAL");
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String bytes(long bytes) {
        if (bytes < 1 << 10) return bytes + " bytes";
        if (bytes < 1 << 20) return String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
        return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }
}
