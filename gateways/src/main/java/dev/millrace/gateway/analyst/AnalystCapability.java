package dev.millrace.gateway.analyst;

import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.Problem;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.analyst.query.QueryEngine;
import dev.millrace.gateway.analyst.query.QuerySettings;
import dev.millrace.topic.Topic;
import io.javalin.http.Context;
import java.util.List;

/** For analysts: how the topics stand, and what is on them, by SQL. */
final class AnalystCapability implements Capability {

    private final TopicStatistics topics;
    private final QueryEngine engine;
    private final Queries queries;
    private final QueryRoutes questions;

    AnalystCapability(Platform platform, QuerySettings settings) {
        topics = new TopicStatistics(platform.cluster());
        engine = new QueryEngine(platform.cluster(), platform.topics(), platform.serdes(), settings);
        queries = new Queries(settings.queries());
        questions = new QueryRoutes(engine, queries, settings);
    }

    @Override
    public String name() {
        return "analyst";
    }

    @Override
    public void know(List<Topic<?>> all) {
        topics.of(all.stream().map(Topic::name).toList());
        engine.offer(all);
    }

    @Override
    public void mount(Routes routes) {
        routes.get("/api/topics", RouteLimits.SMALL, this::topics);
        questions.mount(routes);
    }

    @Override
    public void stop() {
        queries.close();
        engine.close();
        topics.close();
    }

    private void topics(Context context) {
        context.future(() -> topics.current().handle((rows, failure) -> {
            if (failure == null) {
                context.contentType("application/json")
                        .header("Cache-Control", "no-store")
                        .result(TopicRow.json(rows).toString());
            } else {
                new Problem(503, "Service Unavailable", "Kafka does not answer").answer(context);
            }
            return context;
        }));
    }
}
