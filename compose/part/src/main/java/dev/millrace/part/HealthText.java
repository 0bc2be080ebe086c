package dev.millrace.part;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.TreeMap;

/** Health as JSON: {@code {"status":"ready","detail":…,"components":{…}}}. */
public final class HealthText {

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
}
