package dev.millrace.part;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** Health as JSON: {@code {"status":"ready","detail":…,"components":{…}}}. */
public final class HealthText {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** A part, its components, and theirs; no part says more. */
    private static final int DEEPEST = 8;

    private HealthText() {}

    public static ObjectNode json(Health health) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("status", health.state().name().toLowerCase(Locale.ROOT));
        if (!health.detail().isEmpty()) json.put("detail", health.detail());
        if (!health.components().isEmpty()) {
            var components = json.putObject("components");
            new TreeMap<>(health.components()).forEach((name, component) -> components.set(name, json(component)));
        }
        return json;
    }

    /** Reads what {@link #json} wrote; empty when it is nothing of the kind. */
    public static Optional<Health> parse(String text) {
        try {
            return health(JSON.readTree(text), DEEPEST);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Health> health(JsonNode json, int deepest) {
        var status = json.path("status").asText();
        var state = Arrays.stream(Health.State.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(status))
                .findFirst();
        if (state.isEmpty() || deepest == 0) return Optional.empty();
        var components = new LinkedHashMap<String, Health>();
        for (var component : json.path("components").properties()) {
            var health = health(component.getValue(), deepest - 1);
            if (health.isEmpty()) return Optional.empty();
            components.put(component.getKey(), health.get());
        }
        return Optional.of(new Health(state.get(), json.path("detail").asText(), components));
    }
}
