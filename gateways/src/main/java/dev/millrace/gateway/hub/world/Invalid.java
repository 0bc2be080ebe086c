package dev.millrace.gateway.hub.world;

import dev.millrace.gateway.python.PythonJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with a request, in the words of the legacy hub's web framework. Used by one thread. */
final class Invalid {

    private final List<Object> details = new ArrayList<>();

    boolean isEmpty() {
        return details.isEmpty();
    }

    Invalid missing(Object... at) {
        return add("field required", "value_error.missing", at);
    }

    Invalid noFloat(Object... at) {
        return add("value is not a valid float", "type_error.float", at);
    }

    Invalid noInteger(Object... at) {
        return add("value is not a valid integer", "type_error.integer", at);
    }

    Invalid noObject(Object... at) {
        return add("value is not a valid dict", "type_error.dict", at);
    }

    Invalid tooLarge(long limit, Object... at) {
        var detail = detail("ensure this value is less than or equal to " + limit, "value_error.number.not_le", at);
        detail.put("ctx", Map.of("limit_value", limit));
        details.add(detail);
        return this;
    }

    /** @param position of the first character that cannot be read */
    Invalid noJson(String text, int position) {
        var before = text.substring(0, Math.max(0, Math.min(position, text.length())));
        var line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        var column = before.length() - before.lastIndexOf('\n');
        var message = "Expecting value: line " + line + " column " + column + " (char " + before.length() + ")";
        var detail = detail(message, "value_error.jsondecode", "body", before.length());
        var context = new LinkedHashMap<String, Object>();
        context.put("msg", "Expecting value");
        context.put("doc", text);
        context.put("pos", before.length());
        context.put("lineno", line);
        context.put("colno", column);
        detail.put("ctx", context);
        details.add(detail);
        return this;
    }

    String body() {
        return PythonJson.HTTP.write(Map.of("detail", details));
    }

    private Invalid add(String message, String type, Object... at) {
        details.add(detail(message, type, at));
        return this;
    }

    private static Map<String, Object> detail(String message, String type, Object... at) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("loc", List.of(at));
        detail.put("msg", message);
        detail.put("type", type);
        return detail;
    }
}
