package dev.millrace.connect.sink;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the text format of PostgreSQL's COPY: values as PostgreSQL reads them, tabs between them, a line each.
 *
 * <p>Structs, lists and maps become JSON. Every value has a text, so whether it fits its column is the database's to say.
 */
final class CopyText {

    private static final byte[] NULL = {'\\', 'N'};

    private CopyText() {}

    static byte[] line(List<Column> columns, SinkRecord record) {
        var line = new ByteArrayOutputStream(32 * columns.size());
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) line.write('\t');
            append(columns.get(i).path().in(record), line);
        }
        line.write('\n');
        return line.toByteArray();
    }

    /** A line of one column. */
    static byte[] line(@Nullable Object value) {
        var line = new ByteArrayOutputStream();
        append(value, line);
        line.write('\n');
        return line.toByteArray();
    }

    private static void append(@Nullable Object value, ByteArrayOutputStream line) {
        if (value == null) {
            line.writeBytes(NULL);
            return;
        }
        var text = text(value).getBytes(StandardCharsets.UTF_8);
        if (value instanceof Number || value instanceof Boolean) {
            line.writeBytes(text);
            return;
        }
        for (var octet : text) {
            if (octet == '\\') write(line, '\\', '\\');
            else if (octet == '\t') write(line, '\\', 't');
            else if (octet == '\n') write(line, '\\', 'n');
            else if (octet == '\r') write(line, '\\', 'r');
            else line.write(octet);
        }
    }

    private static void write(ByteArrayOutputStream line, char first, char second) {
        line.write(first);
        line.write(second);
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) return "\\x" + HexFormat.of().formatHex(bytes);
        if (value instanceof Struct || value instanceof Iterable<?> || value instanceof java.util.Map<?, ?>) {
            return JsonText.of(value);
        }
        return value.toString();
    }
}
