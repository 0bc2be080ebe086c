package dev.millrace.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.part.Backoff;
import dev.millrace.part.Health;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Our connectors on a worker: looked after by one thread, which starts again what has failed, with growing pauses.
 * {@link #health} may be asked by any.
 */
final class Connectors {

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final WorkerClient client;
    private final List<String> names;
    private final Map<String, Failure> failures = new HashMap<>();
    private volatile Map<String, Health> health = Map.of();

    /** How often a connector has been started again in a row, and when it may be once more. */
    private record Failure(int restarts, long notBefore) {}

    Connectors(WorkerClient client, List<String> names) {
        this.client = client;
        this.names = List.copyOf(names);
    }

    Map<String, Health> health() {
        return health;
    }

    boolean areRunning() {
        return health.size() == names.size() && health.values().stream().allMatch(Health::isReady);
    }

    /** Asks for the state of each, and restarts what has failed. */
    void look() throws InterruptedException {
        var seen = new LinkedHashMap<String, Health>();
        var waiting = SinkStates.waiting();
        for (var name : names) {
            try {
                var state = state(client.status(name));
                if (state.state() == Health.State.DOWN) restart(name);
                else if (state.isReady()) failures.remove(name);
                var waits = waiting.get(name);
                seen.put(name, state.isReady() && waits != null ? Health.of(Health.State.DEGRADED, waits) : state);
            } catch (IOException e) {
                seen.put(name, Health.of(Health.State.DEGRADED, "the worker does not answer: " + e.getMessage()));
            }
        }
        health = seen;
    }

    private void restart(String name) throws IOException, InterruptedException {
        var failure = failures.getOrDefault(name, new Failure(0, 0));
        if (System.nanoTime() - failure.notBefore() < 0 && failure.restarts() > 0) return;
        var pause = BACKOFF.wait(failure.restarts() + 1, ThreadLocalRandom.current());
        failures.put(name, new Failure(failure.restarts() + 1, System.nanoTime() + pause.toNanos()));
        client.restartFailed(name);
    }

    static Health state(JsonNode status) {
        var tasks = new LinkedHashMap<Integer, ConnectorState>();
        for (var task : status.path("tasks")) tasks.put(task.path("id").asInt(), one(task));
        return ConnectorState.health(one(status.path("connector")), tasks);
    }

    private static ConnectorState one(JsonNode part) {
        return new ConnectorState(
                part.path("state").asText("UNKNOWN"), part.path("trace").asText());
    }
}
