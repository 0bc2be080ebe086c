package dev.millrace.gateway.amqp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;

/** Lists and tables in headers, as JSON. */
final class HeaderJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private HeaderJson() {}

    static String write(Object value) {
        return node(value).toString();
    }

    private static JsonNode node(Object value) {
        if (value instanceof List<?> list) {
            var array = JSON.arrayNode();
            for (var each : list) array.add(node(each));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            var object = JSON.objectNode();
            map.forEach((name, each) -> object.set(String.valueOf(name), node(each)));
            return object;
        }
        if (value instanceof Boolean truth) return JSON.booleanNode(truth);
        if (value instanceof Double || value instanceof Float) return JSON.numberNode(((Number) value).doubleValue());
        if (value instanceof Number number) return JSON.numberNode(number.longValue());
        if (value instanceof byte[] data) return JSON.binaryNode(data);
        return value == null ? JSON.nullNode() : JSON.textNode(value.toString());
    }
}
