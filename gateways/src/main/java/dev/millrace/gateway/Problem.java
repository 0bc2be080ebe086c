package dev.millrace.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;

/** Why a request is refused, as {@code application/problem+json}. */
public record Problem(int status, String title, String detail) {

    public void answer(Context context) {
        context.status(status).contentType("application/problem+json").result(json().toString());
    }

    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
    }

    static void unknown(Context context, List<String> allowed) {
        if (allowed.isEmpty()) {
            new Problem(404, "Not Found", "there is nothing at " + context.path()).answer(context);
        } else {
            context.header("Allow", String.join(", ", allowed));
            new Problem(405, "Method Not Allowed", "allowed here: " + String.join(", ", allowed)).answer(context);
        }
    }

    static void legacyUnknown(Context context, List<String> allowed) {
        if (!allowed.isEmpty()) context.header("Allow", String.join(", ", allowed));
        context.status(allowed.isEmpty() ? 404 : 405)
                .contentType("application/json")
                .result(allowed.isEmpty() ? "{\"detail\":\"Not Found\"}" : "{\"detail\":\"Method Not Allowed\"}");
    }
}
