package dev.millrace.gateway.analyst.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** An answer as one JSON document: columns, rows as arrays, then what it took. */
public final class JsonAnswer implements AnswerWriter {

    private final AnswerStream stream;
    private final JsonGenerator out;
    private final String id;
    private final Tally tally;
    private final LongSupplier elapsedMillis;

    public JsonAnswer(AnswerStream stream, String id, Tally tally, LongSupplier elapsedMillis) throws IOException {
        this.stream = stream;
        this.out = new JsonFactory().createGenerator(stream);
        this.id = id;
        this.tally = tally;
        this.elapsedMillis = elapsedMillis;
    }

    @Override
    public void begin(List<Heading> columns) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", id);
        out.writeArrayFieldStart("columns");
        for (var column : columns) {
            out.writeStartObject();
            out.writeStringField("name", column.name());
            out.writeStringField("type", column.type());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("rows");
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        out.writeStartArray();
        for (var value : values) Value.write(out, value);
        out.writeEndArray();
        stream.check();
    }

    @Override
    public void end(boolean isComplete) throws IOException {
        out.writeEndArray();
        out.writeBooleanField("complete", isComplete);
        finish();
    }

    /** Says after some rows why there are no more. */
    public void fail(Unanswered why) throws IOException {
        out.writeEndArray();
        out.writeBooleanField("complete", false);
        out.writeObjectFieldStart("error");
        out.writeNumberField("status", why.reason().status());
        out.writeStringField("title", why.reason().title());
        out.writeStringField("detail", why.detail());
        out.writeEndObject();
        finish();
    }

    private void finish() throws IOException {
        out.writeNumberField("elapsed_ms", elapsedMillis.getAsLong());
        out.writeFieldName("read");
        write(out, tally);
        out.writeEndObject();
        out.flush();
    }

    /** What was read of each topic and partition. */
    public static void write(JsonGenerator out, Tally tally) throws IOException {
        out.writeStartObject();
        out.writeNumberField("records", tally.records());
        out.writeNumberField("bytes", tally.bytes());
        out.writeNumberField("unreadable", tally.unreadable());
        out.writeArrayFieldStart("partitions");
        for (var part : tally.parts()) {
            out.writeStartObject();
            out.writeStringField("topic", part.topic());
            out.writeNumberField("partition", part.partition());
            out.writeNumberField("from", part.from());
            out.writeNumberField("to", part.to());
            out.writeNumberField("records", part.records());
            out.writeNumberField("bytes", part.bytes());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
