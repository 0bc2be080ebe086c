package dev.millrace.gateway;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/** Addresses of a capability's own routes, as the client that asks can reach them by the port it came by. */
public final class Links {

    private Links() {}

    /** @param path within the capability */
    public static String to(Context context, String path) {
        return Arrival.of(request(context)).root() + path;
    }

    /** With scheme, host and port as the client wrote them. */
    public static String absolute(Context context, String path) {
        var request = request(context);
        return (request.isSecure() ? "https://" : "http://") + authority(request) + to(context, path);
    }

    /** Of a socket. */
    public static String socket(Context context, String path) {
        return absolute(context, path).replaceFirst("^http", "ws");
    }

    /** Who asks. */
    public static String principal(Context context) {
        return Arrival.principal(request(context));
    }

    static Request request(Context context) {
        return ServletContextRequest.getServletContextRequest(context.req());
    }

    private static String authority(Request request) {
        var name = Request.getServerName(request);
        return name + ":" + Request.getServerPort(request);
    }
}
