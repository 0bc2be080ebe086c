package dev.millrace.gateway.analyst;

import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.Problem;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.topic.Topic;
import io.javalin.http.Context;
import java.util.List;

/** For analysts: what is on the topics. */
final class AnalystCapability implements Capability {

    private final TopicStatistics topics;

    AnalystCapability(Platform platform) {
        topics = new TopicStatistics(platform.cluster(), names(platform));
    }

    @Override
    public String name() {
        return "analyst";
    }

    @Override
    public void mount(Routes routes) {
        routes.get("/api/topics", RouteLimits.SMALL, this::topics);
    }

    @Override
    public void stop() {
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

    private static List<String> names(Platform platform) {
        return platform.topics().all().stream().map(Topic::name).toList();
    }
}
