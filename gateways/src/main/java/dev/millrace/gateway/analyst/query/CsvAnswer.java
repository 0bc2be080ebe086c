package dev.millrace.gateway.analyst.query;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as RFC 4180 has it, with a line of names. NULL is nothing between two commas, an empty text is {@code ""};
 * whole numbers stand in full, what is nested as JSON.
 */
public final class CsvAnswer implements AnswerWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private final AnswerStream stream;
    private final Writer out;

    public CsvAnswer(AnswerStream stream) {
        this.stream = stream;
        out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
    }

    @Override
    public void begin(List<Heading> columns) throws IOException {
        var names = Names.distinct(columns);
        for (var i = 0; i < names.size(); i++) {
            if (i > 0) out.write(',');
            out.write(field(names.get(i)));
        }
        out.write("\r\n");
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        for (var i = 0; i < values.length; i++) {
            if (i > 0) out.write(',');
            var value = values[i];
            if (value != null) out.write(field(Value.isNested(value) ? json(value) : Value.text(value)));
        }
        out.write("\r\n");
        stream.check();
    }

    @Override
    public void end(boolean isComplete) throws IOException {
        out.flush();
    }

    static String field(String text) {
        var isPlain = !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String json(Object value) throws IOException {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            Value.write(json, value);
        }
        return text.toString();
    }
}
