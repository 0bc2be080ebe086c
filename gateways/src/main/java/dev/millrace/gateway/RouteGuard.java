package dev.millrace.gateway;

import dev.millrace.gateway.access.Access;
import dev.millrace.gateway.access.RateLimit;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import org.eclipse.jetty.server.Request;

/** Keeps one route's limits before its handler sees the request. Thread-safe. */
final class RouteGuard implements Handler {

    static final String ROUTE = RouteGuard.class.getName();

    private final Mounted mounted;
    private final Mounted.Route route;
    private final RateLimit rate;

    RouteGuard(Mounted mounted, Mounted.Route route) {
        this.mounted = mounted;
        this.route = route;
        this.rate = new RateLimit(route.limits().requestsPerSecond());
    }

    @Override
    public void handle(Context context) throws Exception {
        var request = Links.request(context);
        request.setAttribute(ROUTE, route.path());
        var limits = route.limits();
        if (mounted.serving() != Mounted.Serving.OPEN) {
            limits.refusal().refuse(context, unavailable(mounted), Duration.ofSeconds(1));
            return;
        }
        var wait = rate.admit(client(request));
        if (!wait.isZero()) {
            var detail = "at most " + limits.requestsPerSecond() + " requests per second are taken here";
            limits.refusal().refuse(context, new Problem(429, "Too Many Requests", detail), wait);
            return;
        }
        if (request.getLength() > limits.maxBodyBytes()) {
            RequestBody.tooLarge(limits.maxBodyBytes()).answer(context);
            return;
        }
        Request.as(request, RequestBody.class).limit(limits.maxBodyBytes());
        route.handler().handle(context);
    }

    static Problem unavailable(Mounted mounted) {
        return new Problem(
                503,
                "Service Unavailable",
                mounted.serving() == Mounted.Serving.STARTING
                        ? mounted.name() + " is starting"
                        : mounted.name() + " is about to stop");
    }

    private static String client(Request request) {
        var principal = Arrival.principal(request);
        return principal.equals(Access.ANONYMOUS) ? Request.getRemoteAddr(request) : "as " + principal;
    }
}
