package dev.millrace.gateway.hub.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.gateway.live.Payload;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The commands given here whose pilots want to know what becomes of them, each until it can be delivered no more. Thread-safe. */
final class Acknowledgements {

    /** What a delivery needs to be heard of here. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();

    /** @return the id of the command, by which the methods below know it */
    String await(JsonNode id, Duration ttl, Consumer<Payload> pilot) {
        var command = UUID.randomUUID().toString();
        awaited.put(command, new Awaited(id, pilot));
        CompletableFuture.delayedExecutor(ttl.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                .execute(() -> over(command));
        return command;
    }

    /** The broker has it: it says so, or the command has been read back. */
    void accepted(String command) {
        var known = awaited.get(command);
        if (known != null) known.accepted();
    }

    /** A gateway has told so many sockets, more than those told of before. */
    void delivered(String command, int sockets) {
        var known = awaited.get(command);
        if (known != null) known.delivered(sockets);
    }

    void refused(String command, String reason) {
        var known = awaited.remove(command);
        if (known != null) known.refused(reason);
    }

    /** It will not be delivered any more, if it has not been. */
    void over(String command) {
        var known = awaited.remove(command);
        if (known != null) known.over();
    }

    /** How many may still change. */
    int count() {
        return awaited.size();
    }

    private static final class Awaited {

        private final JsonNode id;
        private final Consumer<Payload> pilot;
        private boolean isAccepted;
        private boolean isRefused;
        private int sockets;

        Awaited(JsonNode id, Consumer<Payload> pilot) {
            this.id = id;
            this.pilot = pilot;
        }

        synchronized void accepted() {
            if (isAccepted || isRefused) return;
            isAccepted = true;
            pilot.accept(Notices.accepted(id));
        }

        synchronized void delivered(int more) {
            accepted();
            sockets += more;
            pilot.accept(Notices.delivered(id, sockets));
        }

        synchronized void refused(String reason) {
            isRefused = true;
            pilot.accept(Notices.refused(id, reason));
        }

        synchronized void over() {
            if (sockets == 0 && !isRefused) pilot.accept(Notices.expired(id));
        }
    }
}
