package dev.millrace.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.registry.Entry.Registered;
import dev.millrace.topic.schema.Level;
import io.javalin.http.Context;
import java.util.Base64;
import java.util.List;

/** The JSON of the registry's answers, and what the queries of its requests have in common. */
final class Answers {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Answers() {}

    static boolean flag(Context request, String name) {
        return Boolean.parseBoolean(request.queryParam(name));
    }

    /** Whether the schema is wanted as a FileDescriptorProto in base64, for readers that cannot parse text. */
    static boolean isSerializedWanted(Context request) {
        return "serialized".equals(request.queryParam("format"));
    }

    static ObjectNode version(Registered version, boolean isSerialized) {
        var answer = JSON.objectNode()
                .put("subject", version.subject())
                .put("version", version.version())
                .put("id", version.schema().id());
        return describe(answer, version.schema(), isSerialized);
    }

    static ObjectNode schema(StoredSchema schema, boolean isSerialized) {
        return describe(JSON.objectNode(), schema, isSerialized);
    }

    /** Of a registration just made. */
    static ObjectNode registered(Registered version) {
        return JSON.objectNode()
                .put("id", version.schema().id())
                .put("version", version.version())
                .put("schemaType", version.schema().type());
    }

    private static ObjectNode describe(ObjectNode answer, StoredSchema schema, boolean isSerialized) {
        if (!schema.type().equals("AVRO")) answer.put("schemaType", schema.type());
        return answer.put("schema", isSerialized ? serialized(schema) : schema.text());
    }

    private static String serialized(StoredSchema schema) {
        return schema.proto()
                .map(proto -> Base64.getEncoder().encodeToString(proto.proto().toByteArray()))
                .orElse(schema.text());
    }

    static ArrayNode numbers(List<Integer> numbers) {
        var answer = JSON.arrayNode();
        numbers.forEach(answer::add);
        return answer;
    }

    static ArrayNode words(Iterable<String> words) {
        var answer = JSON.arrayNode();
        words.forEach(answer::add);
        return answer;
    }

    static ArrayNode uses(List<Registered> versions) {
        var answer = JSON.arrayNode();
        for (var each : versions) {
            answer.addObject().put("subject", each.subject()).put("version", each.version());
        }
        return answer;
    }

    static ObjectNode compatible(List<String> reasons) {
        var answer = JSON.objectNode().put("is_compatible", reasons.isEmpty());
        answer.set("messages", words(reasons));
        return answer;
    }

    static ObjectNode level(String name, Level level) {
        return JSON.objectNode().put(name, level.name());
    }
}
