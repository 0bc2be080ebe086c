package dev.millrace.gateway;

import dev.millrace.gateway.console.ConsoleFiles;
import dev.millrace.gateway.console.Overview;
import dev.millrace.part.Health;
import dev.millrace.part.HealthText;
import dev.millrace.part.Metrics;
import io.javalin.http.Context;
import java.util.function.Supplier;

/** The gateway's own pages on the public port: health, metrics, the overview and the console. Thread-safe. */
final class OwnPages {

    private final ConsoleFiles console = new ConsoleFiles();
    private final Supplier<Health> health;
    private final Supplier<Overview> overview;
    private final Metrics metrics;

    OwnPages(Supplier<Health> health, Supplier<Overview> overview, Metrics metrics) {
        this.health = health;
        this.overview = overview;
        this.metrics = metrics;
    }

    void mount(Routes routes) {
        routes.get("/health", RouteLimits.SMALL, context -> answer(context, 200));
        routes.get(
                "/health/ready",
                RouteLimits.SMALL,
                context -> answer(context, health.get().isReady() ? 200 : 503));
        routes.get(
                "/metrics",
                RouteLimits.SMALL,
                context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(metrics.scrape()));
        routes.get(
                "/api/overview",
                RouteLimits.SMALL,
                context -> json(context).result(overview.get().json().toString()));
        routes.get("/", RouteLimits.SMALL, context -> context.redirect("/console/overview"));
        routes.get("/console", RouteLimits.SMALL, context -> context.redirect("/console/overview"));
        routes.get("/console/*", RouteLimits.SMALL, this::file);
    }

    private void answer(Context context, int status) {
        json(context).status(status).result(HealthText.json(health.get()).toString());
    }

    private static Context json(Context context) {
        return context.contentType("application/json").header("Cache-Control", "no-store");
    }

    private void file(Context context) {
        var path = Arrival.of(Links.request(context)).path().replaceFirst("^/console/", "");
        var found = console.find(path);
        if (found.isEmpty()) {
            new Problem(404, "Not Found", "the console has no such file").answer(context);
            return;
        }
        var file = found.get();
        var encodings = context.header("Accept-Encoding");
        var isZipped = encodings != null && encodings.contains("gzip");
        context.contentType(file.type())
                .header("Cache-Control", file.cacheControl())
                .header("Vary", "Accept-Encoding")
                .result(isZipped ? file.zipped() : file.bytes());
        if (isZipped) context.header("Content-Encoding", "gzip");
    }
}
