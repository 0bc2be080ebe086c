package dev.millrace.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.millrace.part.Health;
import dev.millrace.part.LogThrottle;
import dev.millrace.part.PartFailure;
import dev.millrace.registry.Refused.Code;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.util.Locale;
import java.util.function.Supplier;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry's interface over HTTP, on the loopback address. */
final class HttpServer implements AutoCloseable {

    static final String HOST = "127.0.0.1";

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int MOST_THREADS = 24;

    /** A schema at its longest, as JSON. */
    private static final long LONGEST_REQUEST = 2 << 20;

    private final int port;
    private final Supplier<Health> health;
    private final Javalin javalin;
    private final LogThrottle bugs = new LogThrottle();

    HttpServer(int port, Registrar registrar, Supplier<Health> health) {
        this.port = port;
        this.health = health;
        this.javalin = Javalin.create(config -> configure(config, registrar));
    }

    private void configure(JavalinConfig config, Registrar registrar) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = LONGEST_REQUEST;
        config.http.defaultContentType = MEDIA_TYPE;
        config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, 2);
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.routes.get("/", context -> answer(context, JsonNodeFactory.instance.objectNode()));
        config.routes.get("/health", this::health);
        new SubjectRoutes(registrar).mount(config.routes);
        new SchemaRoutes(registrar).mount(config.routes);
        new LevelRoutes(registrar).mount(config.routes);
        config.routes.exception(Refused.class, (e, context) -> refuse(context, e.code(), e.sentence()));
        config.routes.exception(HttpResponseException.class, (e, context) -> {
            context.status(e.getStatus());
            error(context, e.getStatus(), "HTTP " + e.getStatus() + " " + e.getMessage());
        });
        config.routes.exception(Exception.class, this::bug);
    }

    private void health(Context context) {
        var now = health.get();
        context.status(now.isReady() ? 200 : 503);
        answer(
                context,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("state", now.state().name().toLowerCase(Locale.ROOT))
                        .put("detail", now.detail()));
    }

    private void bug(Exception failure, Context context) {
        bugs.log(count -> LOG.atError()
                .addKeyValue("route", context.path())
                .addKeyValue("count", count)
                .setCause(failure)
                .log("a request failed"));
        context.status(500);
        error(context, 500, "the registry failed on this request");
    }

    private static void refuse(Context context, Code code, String message) {
        context.status(code.status());
        error(context, code.number(), message);
    }

    private static void error(Context context, int code, String message) {
        answer(
                context,
                JsonNodeFactory.instance.objectNode().put("error_code", code).put("message", message));
    }

    static void answer(Context context, JsonNode json) {
        context.contentType(MEDIA_TYPE).result(json.toString());
    }

    void start() {
        try {
            javalin.start(HOST, port);
        } catch (JavalinBindException e) {
            throw new PartFailure(
                    "port " + port + " is in use; stop what uses it or choose another, 0 for any free one", e);
        }
    }

    int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
