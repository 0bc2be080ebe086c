package dev.millrace.gateway.analyst.query;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/**
 * Values of answers, and how they are written as JSON: whole numbers that a double cannot hold as text, bytes in base64,
 * times as in ISO 8601, numbers that are none as {@code "NaN"} and {@code "Infinity"}.
 */
final class Value {

    /** The largest whole number up to which a double holds every one. */
    private static final BigInteger EXACT = BigInteger.valueOf((1L << 53) - 1);

    private static final int EXACT_DIGITS = 15;

    private Value() {}

    /** @param type the column's, as DuckDB calls it */
    static @Nullable Object read(ResultSet row, int column, String type) throws SQLException {
        return switch (type) {
            case "TIMESTAMP",
                    "TIMESTAMP_S",
                    "TIMESTAMP_MS",
                    "TIMESTAMP_NS",
                    "TIME",
                    "TIME WITH TIME ZONE",
                    "INTERVAL",
                    "BIT" -> row.getString(column);
            default -> row.getObject(column);
        };
    }

    static void write(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value == null) out.writeNull();
        else if (value instanceof Boolean truth) out.writeBoolean(truth);
        else if (value instanceof BigInteger whole) writeWhole(out, whole);
        else if (value instanceof BigDecimal decimal) writeDecimal(out, decimal);
        else if (value instanceof Double || value instanceof Float) writeReal(out, (Number) value);
        else if (value instanceof Number whole) writeWhole(out, whole.longValue());
        else writeOther(out, value);
    }

    /** As CSV has it: text as it is, what is nested as JSON. */
    static String text(Object value) {
        if (value instanceof BigDecimal decimal) return decimal.toPlainString();
        if (value instanceof OffsetDateTime time) return iso(time);
        if (value instanceof Blob blob) return base64(blob);
        return value.toString();
    }

    static boolean isNested(Object value) {
        return value instanceof DuckDBStruct
                || value instanceof Map
                || value instanceof Array
                || value instanceof Object[];
    }

    private static void writeWhole(JsonGenerator out, long whole) throws IOException {
        if (Math.abs(whole) < 1L << 53 && whole != Long.MIN_VALUE) out.writeNumber(whole);
        else out.writeString(Long.toString(whole));
    }

    private static void writeWhole(JsonGenerator out, BigInteger whole) throws IOException {
        if (whole.abs().compareTo(EXACT) <= 0) out.writeNumber(whole);
        else out.writeString(whole.toString());
    }

    private static void writeDecimal(JsonGenerator out, BigDecimal decimal) throws IOException {
        if (decimal.precision() <= EXACT_DIGITS) out.writeNumber(decimal.toPlainString());
        else out.writeString(decimal.toPlainString());
    }

    private static void writeReal(JsonGenerator out, Number real) throws IOException {
        if (Double.isFinite(real.doubleValue())) out.writeNumber(real.toString());
        else out.writeString(real.toString());
    }

    private static void writeOther(JsonGenerator out, Object value) throws IOException {
        try {
            if (value instanceof DuckDBStruct struct) writeMap(out, struct.getMap());
            else if (value instanceof Map<?, ?> map) writeMap(out, map);
            else if (value instanceof Array array) writeList(out, (Object[]) array.getArray());
            else if (value instanceof Object[] list) writeList(out, list);
            else if (value instanceof Timestamp time) out.writeString(iso(time.toLocalDateTime()));
            else out.writeString(text(value));
        } catch (SQLException e) {
            throw new IllegalStateException("a value of DuckDB's cannot be read", e);
        }
    }

    /** As an object, or as pairs where keys are no text. */
    private static void writeMap(JsonGenerator out, Map<?, ?> map) throws IOException {
        var isObject = map.keySet().stream().allMatch(String.class::isInstance);
        if (isObject) out.writeStartObject();
        else out.writeStartArray();
        for (var entry : map.entrySet()) {
            if (isObject) {
                out.writeFieldName((String) entry.getKey());
                write(out, entry.getValue());
            } else {
                writeList(out, entry.getKey(), entry.getValue());
            }
        }
        if (isObject) out.writeEndObject();
        else out.writeEndArray();
    }

    private static void writeList(JsonGenerator out, @Nullable Object... values) throws IOException {
        out.writeStartArray();
        for (var value : values) write(out, value);
        out.writeEndArray();
    }

    private static String iso(OffsetDateTime time) {
        return DateTimeFormatter.ISO_INSTANT.format(time);
    }

    private static String iso(LocalDateTime time) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }

    private static String base64(Blob blob) {
        try {
            return Base64.getEncoder().encodeToString(blob.getBytes(1, Math.toIntExact(blob.length())));
        } catch (SQLException e) {
            throw new IllegalStateException("bytes of DuckDB's cannot be read", e);
        }
    }
}
