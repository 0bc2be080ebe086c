package dev.millrace.connect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

class CopyTextTest {

    @Property(tries = 1_000)
    void shouldReadBackWhateverTextWasWritten(@ForAll String first, @ForAll String second) {
        // Given
        var columns = List.of(Column.parse("a", "text a"), Column.parse("b", "text b"), Column.parse("c", "text c"));
        var value = Map.of("a", first, "c", second);
        var record = new SinkRecord("t", 0, null, "key", null, value, 0);

        // When
        var line = new String(CopyText.line(columns, record), StandardCharsets.UTF_8);

        // Then
        var expected = Arrays.asList(asUtf8(first), null, asUtf8(second));
        assertThat(read(line)).isEqualTo(expected);
    }

    @Example
    void shouldWriteWhatIsNestedAsJsonAndTheRecordsOwnPlace() {
        // Given
        var point = SchemaBuilder.struct()
                .field("x", Schema.FLOAT64_SCHEMA)
                .field("gone", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        var value = Map.of("points", List.of(new Struct(point).put("x", 1.5), new Struct(point).put("x", Double.NaN)));
        var columns = List.of(
                Column.parse("p", "jsonb points"),
                Column.parse("x", "double precision points.0.x"),
                Column.parse("none", "text points.7.x"),
                Column.parse("k", "text _key"),
                Column.parse("o", "bigint _offset"));

        // When
        var line = CopyText.line(columns, new SinkRecord("t", 3, null, "key", null, value, 42));

        // Then
        assertThat(new String(line, StandardCharsets.UTF_8))
                .isEqualTo("[{\"x\":1.5},{\"x\":null}]\t1.5\t\\N\tkey\t42\n");
    }

    /** What UTF-8 cannot say becomes a question mark. */
    private static String asUtf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** As PostgreSQL reads a line of COPY, for the escapes that are written here. */
    private static List<String> read(String line) {
        assertThat(line).endsWith("\n");
        var values = new ArrayList<String>();
        for (var field : line.substring(0, line.length() - 1).split("\t", -1)) {
            assertThat(field).doesNotContain("\n", "\r");
            values.add(field.equals("\\N") ? null : unescaped(field));
        }
        return values;
    }

    private static String unescaped(String field) {
        var text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            var c = field.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            var escaped = field.charAt(++i);
            text.append(escaped == 't' ? '\t' : escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
        }
        return text.toString();
    }
}
