package dev.millrace.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.part.Health;
import java.util.Locale;
import java.util.TreeMap;

/** Health as JSON: {@code {"status":"ready","detail":…,"components":{…}}}. */
final class HealthText {

    private HealthText() {}

    static ObjectNode json(Health health) {
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
}
