package dev.millrace.connect.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Base64;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Nested values as JSON: absent fields left out, bytes in base64, numbers that JSON does not know as null. */
final class JsonText {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonText() {}

    static String of(Object value) {
        return node(value).toString();
    }

    private static JsonNode node(@Nullable Object value) {
        if (value instanceof Struct struct) return object(struct);
        if (value instanceof Map<?, ?> map) return object(map);
        if (value instanceof Iterable<?> list) {
            var array = NODES.arrayNode();
            for (var each : list) array.add(node(each));
            return array;
        }
        if (value instanceof byte[] bytes)
            return NODES.textNode(Base64.getEncoder().encodeToString(bytes));
        if (value instanceof Double number && !Double.isFinite(number)) return NODES.nullNode();
        if (value instanceof Float number && !Float.isFinite(number)) return NODES.nullNode();
        return JSON.valueToTree(value);
    }

    private static JsonNode object(Struct struct) {
        var object = NODES.objectNode();
        for (var field : struct.schema().fields()) {
            var value = struct.get(field);
            if (value != null) object.set(field.name(), node(value));
        }
        return object;
    }

    private static JsonNode object(Map<?, ?> map) {
        var object = NODES.objectNode();
        map.forEach((key, value) -> object.set(String.valueOf(key), node(value)));
        return object;
    }
}
