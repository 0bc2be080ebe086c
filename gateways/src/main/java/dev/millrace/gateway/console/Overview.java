package dev.millrace.gateway.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.part.Health;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the console's first page shows: the parts as this gateway sees them, and who is connected to it.
 *
 * @param parts in the order to show them
 */
public record Overview(
        String instance, String version, Duration uptime, Map<String, Health> parts, List<Clients> clients) {

    /** The sockets open on one path. */
    public record Clients(String capability, String socket, int count, long dropped) {}

    public ObjectNode json() {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("instance", instance)
                .put("version", version)
                .put("uptime_s", uptime.toSeconds());
        var states = json.putArray("parts");
        parts.forEach((name, health) ->
                states.addObject().put("name", name).put("state", state(health)).put("detail", health.detail()));
        var sockets = json.putArray("clients");
        for (var client : clients) {
            sockets.addObject()
                    .put("capability", client.capability)
                    .put("socket", client.socket)
                    .put("count", client.count)
                    .put("dropped", client.dropped);
        }
        return json;
    }

    private static String state(Health health) {
        if (health.state() == Health.State.DRAINING) return "degraded";
        return health.state().name().toLowerCase(Locale.ROOT);
    }
}
