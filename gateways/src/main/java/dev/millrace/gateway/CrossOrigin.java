package dev.millrace.gateway;

import dev.millrace.gateway.access.Access;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Which pages of other origins may read a capability's answers, as browsers want to be told. */
record CrossOrigin(Access access, Manners.Cors cors) {

    private static final String METHODS = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";

    /** Answers a browser that asks before it sends the request; false if it is no such question. */
    boolean preflight(Request request, Response response, Callback callback) {
        var asked = request.getHeaders();
        var origin = asked.get(HttpHeader.ORIGIN);
        if (origin == null
                || !request.getMethod().equals("OPTIONS")
                || !asked.contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD)) {
            return false;
        }
        var told = response.getHeaders();
        told.put(HttpHeader.VARY, "Origin");
        if (cors == Manners.Cors.ANY_WITH_CREDENTIALS || isAllowed(request, origin)) {
            told.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            told.put(HttpHeader.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            told.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            told.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, "600");
            var headers = asked.get(HttpHeader.ACCESS_CONTROL_REQUEST_HEADERS);
            if (headers != null) told.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, headers);
        }
        told.put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        Content.Sink.write(response, true, "OK", callback);
        return true;
    }

    void allow(Request request, Response response) {
        var origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin == null) return;
        var told = response.getHeaders();
        if (cors == Manners.Cors.ANY_WITH_CREDENTIALS) {
            var isEchoed = request.getHeaders().contains(HttpHeader.COOKIE);
            told.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, isEchoed ? origin : "*");
            told.put(HttpHeader.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            if (isEchoed) told.put(HttpHeader.VARY, "Origin");
        } else if (isAllowed(request, origin)) {
            told.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            told.put(HttpHeader.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            told.put(HttpHeader.VARY, "Origin");
        }
    }

    private boolean isAllowed(Request request, String origin) {
        var host = request.getHeaders().get(HttpHeader.HOST);
        return access.isAllowed(origin, host == null ? "" : host);
    }
}
