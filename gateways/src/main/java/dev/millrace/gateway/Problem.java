package dev.millrace.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Why a request is refused, as {@code application/problem+json}. */
public record Problem(int status, String title, String detail) {

    private static final String TYPE = "application/problem+json";

    public void answer(Context context) {
        context.status(status).contentType(TYPE).result(json().toString());
    }

    void answer(Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPE);
        Content.Sink.write(response, true, json().toString(), callback);
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
        var path = Links.to(context, Arrival.of(Links.request(context)).path());
        if (allowed.isEmpty()) {
            new Problem(404, "Not Found", "there is nothing at " + path).answer(context);
        } else {
            context.header("Allow", String.join(", ", allowed));
            new Problem(405, "Method Not Allowed", path + " takes " + String.join(", ", allowed)).answer(context);
        }
    }

    static void legacyUnknown(Context context, List<String> allowed) {
        if (!allowed.isEmpty()) context.header("Allow", String.join(", ", allowed));
        context.status(allowed.isEmpty() ? 404 : 405)
                .contentType("application/json")
                .result(allowed.isEmpty() ? "{\"detail\":\"Not Found\"}" : "{\"detail\":\"Method Not Allowed\"}");
    }
}
