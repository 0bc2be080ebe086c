package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.python.PythonJson;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** Replies as the legacy server wrote them. */
final class Answers {

    private Answers() {}

    static void json(Context context, Map<String, Object> json) {
        context.contentType("application/json").result(PythonJson.HTTP.write(json));
    }

    static Map<String, Object> success(String message) {
        return status("success", message);
    }

    static Map<String, Object> error(String message) {
        return status("error", message);
    }

    private static Map<String, Object> status(String status, String message) {
        var json = new LinkedHashMap<String, Object>();
        json.put("status", status);
        json.put("message", message);
        return json;
    }
}
