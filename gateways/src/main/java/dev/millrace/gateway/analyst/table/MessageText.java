package dev.millrace.gateway.analyst.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;

/** The JSON by which lists, maps and messages reach DuckDB: names as in the schema, numbers in full, bytes in base64. */
final class MessageText {

    private static final JsonFactory JSON = new JsonFactory();

    private MessageText() {}

    static String of(FieldDescriptor field, Object value) {
        var text = new StringWriter();
        try (var out = JSON.createGenerator(text)) {
            write(out, field, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, FieldDescriptor field, Object value) throws IOException {
        if (!field.isRepeated()) {
            writeOne(out, field, value);
            return;
        }
        out.writeStartArray();
        for (var each : (List<?>) value) writeOne(out, field, each);
        out.writeEndArray();
    }

    private static void writeOne(JsonGenerator out, FieldDescriptor field, Object value) throws IOException {
        switch (Kind.of(field)) {
            case SIGNED -> out.writeNumber(((Number) value).longValue());
            case UNSIGNED_INT -> out.writeNumber(Integer.toUnsignedLong((Integer) value));
            case UNSIGNED_LONG -> out.writeNumber(Long.toUnsignedString((Long) value));
            case REAL -> writeReal(out, value);
            case TRUTH -> out.writeBoolean((Boolean) value);
            case NAME -> out.writeString(name((EnumValueDescriptor) value));
            case BYTES -> out.writeString(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
            case TEXT -> out.writeString((String) value);
            case MESSAGE -> writeMessage(out, (Message) value);
        }
    }

    private enum Kind {
        SIGNED,
        UNSIGNED_INT,
        UNSIGNED_LONG,
        REAL,
        TRUTH,
        NAME,
        BYTES,
        TEXT,
        MESSAGE;

        static Kind of(FieldDescriptor field) {
            return switch (field.getType()) {
                case INT32, SINT32, SFIXED32, INT64, SINT64, SFIXED64 -> SIGNED;
                case UINT32, FIXED32 -> UNSIGNED_INT;
                case UINT64, FIXED64 -> UNSIGNED_LONG;
                case FLOAT, DOUBLE -> REAL;
                case BOOL -> TRUTH;
                case ENUM -> NAME;
                case BYTES -> BYTES;
                case STRING -> TEXT;
                case MESSAGE, GROUP -> MESSAGE;
            };
        }
    }

    private static void writeReal(JsonGenerator out, Object value) throws IOException {
        var real = ((Number) value).doubleValue();
        if (Double.isFinite(real)) out.writeNumber(value.toString());
        else out.writeString(value.toString());
    }

    private static String name(EnumValueDescriptor value) {
        return value.getIndex() < 0 ? Integer.toString(value.getNumber()) : value.getName();
    }

    private static void writeMessage(JsonGenerator out, Message message) throws IOException {
        out.writeStartObject();
        for (var field : message.getDescriptorForType().getFields()) {
            if (field.hasPresence() && !message.hasField(field)) continue;
            out.writeFieldName(field.getName());
            write(out, field, message.getField(field));
        }
        out.writeEndObject();
    }
}
