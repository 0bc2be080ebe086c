package dev.millrace.gateway;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.servlet.JavalinServlet;
import io.javalin.router.EndpointNotFound;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP routes of all capabilities as one servlet, and what becomes of a handler's exceptions. */
final class HttpRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(HttpRoutes.class);

    private HttpRoutes() {}

    static JavalinServlet servlet(List<Mounted> mounts, GatewaySettings.Requests settings) {
        var app = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.http.asyncTimeout = settings.timeout().toMillis();
            // Each route has its own limit, kept while the body is read.
            config.http.maxRequestSize = Long.MAX_VALUE;
            for (var mounted : mounts) register(config, mounted);
            config.routes.exception(EndpointNotFound.class, (e, context) -> unknown(context));
            config.routes.exception(HttpResponseException.class, HttpRoutes::refused);
            config.routes.exception(BadMessageException.class, HttpRoutes::broken);
            config.routes.exception(IOException.class, HttpRoutes::unreadable);
            config.routes.exception(Exception.class, HttpRoutes::failed);
        });
        // Not Javalin's own servlet: it would bring its WebSockets, which send without bounds.
        return new JavalinServlet(app.unsafe);
    }

    private static void register(JavalinConfig config, Mounted mounted) {
        for (var route : mounted.routes()) {
            var path = mounted.prefix().isEmpty() || !route.path().equals("/")
                    ? mounted.prefix() + route.path()
                    : mounted.prefix();
            config.routes.addHttpHandler(route.method(), path, new RouteGuard(mounted, route));
        }
    }

    private static void unknown(Context context) {
        var arrival = Arrival.of(Links.request(context));
        arrival.mounted()
                .manners()
                .unknownPath()
                .answer(context, arrival.mounted().methodsAt(arrival.path()));
    }

    private static void refused(HttpResponseException e, Context context) {
        new Problem(e.getStatus(), "Refused", e.getMessage() == null ? "" : e.getMessage()).answer(context);
    }

    /** What Jetty finds wrong while the body is read, as that it comes too slowly. */
    private static void broken(BadMessageException e, Context context) {
        context.header("Connection", "close");
        new Problem(e.getCode(), HttpStatus.getMessage(e.getCode()), String.valueOf(e.getReason())).answer(context);
    }

    private static void unreadable(IOException e, Context context) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestBody.TooLarge tooLarge) {
                tooLarge.problem().answer(context);
                return;
            }
        }
        LOG.debug("a request could not be read", e);
        new Problem(400, "Bad Request", "the request could not be read to its end").answer(context);
    }

    private static void failed(Exception e, Context context) {
        LOG.atError().setCause(e).addKeyValue("path", context.path()).log("a route failed");
        new Problem(500, "Internal Server Error", "this is our fault; the log says more").answer(context);
    }
}
