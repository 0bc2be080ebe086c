package dev.millrace.gateway.analyst.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer as one JSON object a line. */
public final class NdjsonAnswer implements AnswerWriter {

    private final AnswerStream stream;
    private final JsonGenerator out;
    private List<SerializedString> names = List.of();

    public NdjsonAnswer(AnswerStream stream) throws IOException {
        this.stream = stream;
        out = new JsonFactory().createGenerator(stream).setRootValueSeparator(new SerializedString(""));
    }

    @Override
    public void begin(List<Heading> columns) {
        names = Names.distinct(columns).stream().map(SerializedString::new).toList();
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        out.writeStartObject();
        for (var i = 0; i < values.length; i++) {
            out.writeFieldName(names.get(i));
            Value.write(out, values[i]);
        }
        out.writeEndObject();
        out.writeRaw('\n');
        stream.check();
    }

    @Override
    public void end(boolean isComplete) throws IOException {
        out.flush();
    }
}
