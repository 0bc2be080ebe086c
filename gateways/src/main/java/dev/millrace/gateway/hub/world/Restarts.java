package dev.millrace.gateway.hub.world;

import dev.millrace.gateway.Platform;
import dev.millrace.message.system.SystemRestart;
import dev.millrace.topic.Stamp;
import java.util.concurrent.CompletableFuture;

/** Calls all services to begin anew. Thread-safe. */
final class Restarts {

    /** As the legacy hub wrote it when it started. */
    static final String AT_START = "{\"type\":\"restart\"}";

    /** As it wrote it when it was asked. */
    static final String ASKED = "{\"type\": \"restart\"}";

    private final Platform platform;

    Restarts(Platform platform) {
        this.platform = platform;
    }

    CompletableFuture<?> call(String body, String principal) {
        var now = World.nanos(platform.clock().get());
        var restart = Stamp.received(now)
                .principal(principal)
                .on(SystemRestart.newBuilder())
                .setIssuedNs(now)
                .setBody(body)
                .build();
        return platform.exact().send(platform.topics().systemRestarts(), "all", restart);
    }
}
