package dev.millrace.gateway.telemetry;

import java.util.List;
import java.util.Map;

/** Writes JSON as Python does: numbers by {@link PythonFloat}, and spaces and escapes as the writer at hand puts them. */
enum PythonJson {
    /** As {@code json.dumps}, on sockets: a space after each separator, everything beyond ASCII escaped. */
    SOCKET(", ", ": ", true),
    /** As the web framework answers requests: no spaces, UTF-8. */
    HTTP(",", ":", false);

    private final String comma;
    private final String colon;
    private final boolean isAscii;

    PythonJson(String comma, String colon, boolean isAscii) {
        this.comma = comma;
        this.colon = colon;
        this.isAscii = isAscii;
    }

    /** @param value of maps, lists, text, numbers and truth values; maps in their own order */
    String write(Object value) {
        var out = new StringBuilder(256);
        write(value, out);
        return out.toString();
    }

    private void write(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) writeMap(map, out);
        else if (value instanceof List<?> list) writeList(list, out);
        else if (value instanceof CharSequence text) writeText(text, out);
        else if (value instanceof Double number) out.append(number(number));
        else if (value instanceof Long || value instanceof Integer || value instanceof Boolean) out.append(value);
        else throw new IllegalArgumentException("not a JSON value: " + value.getClass());
    }

    private void writeMap(Map<?, ?> map, StringBuilder out) {
        out.append('{');
        var separator = "";
        for (var entry : map.entrySet()) {
            out.append(separator);
            writeText(String.valueOf(entry.getKey()), out);
            out.append(colon);
            write(entry.getValue(), out);
            separator = comma;
        }
        out.append('}');
    }

    private void writeList(List<?> list, StringBuilder out) {
        out.append('[');
        var separator = "";
        for (var item : list) {
            out.append(separator);
            write(item, out);
            separator = comma;
        }
        out.append(']');
    }

    private void writeText(CharSequence text, StringBuilder out) {
        out.append('"');
        for (var i = 0; i < text.length(); i++) writeCharacter(text.charAt(i), out);
        out.append('"');
    }

    private void writeCharacter(char c, StringBuilder out) {
        var named = "\"\\\n\r\t\b\f".indexOf(c);
        if (named >= 0) out.append('\\').append("\"\\nrtbf".charAt(named));
        else if (c < ' ' || isAscii && c > '~' || Character.isSurrogate(c) && isAscii) {
            out.append(String.format("\\u%04x", (int) c));
        } else out.append(c);
    }

    /** What is not a number in JSON is null; Python would print a bare NaN, which no browser reads. */
    private static String number(double value) {
        return Double.isFinite(value) ? PythonFloat.repr(value) : "null";
    }
}
