package dev.millrace.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.topic.schema.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entries as Confluent's registry writes them: JSON keys and values, the order of fields included. */
final class EntryFormat {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EntryFormat() {}

    /** A record's key and value; no value erases the key. */
    record Encoded(byte[] key, byte @Nullable [] value) {}

    static Encoded encode(Entry entry) {
        if (entry instanceof Entry.Registered each) return registered(each);
        if (entry instanceof Entry.Erased each) {
            return new Encoded(bytes(schemaKey(each.subject(), each.version())), null);
        }
        if (entry instanceof Entry.SubjectDeleted each) {
            var value = JSON.createObjectNode().put("subject", each.subject()).put("version", each.upToVersion());
            return new Encoded(bytes(key("DELETE_SUBJECT", each.subject(), 0)), bytes(value));
        }
        if (entry instanceof Entry.LevelSet each) return level(each);
        throw new IllegalArgumentException("not an entry of ours: " + entry);
    }

    private static Encoded registered(Entry.Registered entry) {
        var value = JSON.createObjectNode()
                .put("subject", entry.subject())
                .put("version", entry.version())
                .put("id", entry.schema().id());
        if (!entry.schema().type().equals("AVRO"))
            value.put("schemaType", entry.schema().type());
        value.put("schema", entry.schema().text()).put("deleted", entry.isDeleted());
        return new Encoded(bytes(schemaKey(entry.subject(), entry.version())), bytes(value));
    }

    private static Encoded level(Entry.LevelSet entry) {
        var subject = entry.subject().orElse(null);
        var key = bytes(key("CONFIG", subject, 0));
        if (entry.level().isEmpty()) return new Encoded(key, null);
        var value = JSON.createObjectNode()
                .put("subject", subject)
                .put("compatibilityLevel", entry.level().get().name());
        return new Encoded(key, bytes(value));
    }

    private static ObjectNode key(String type, @Nullable String subject, int magic) {
        return JSON.createObjectNode()
                .put("keytype", type)
                .put("subject", subject)
                .put("magic", magic);
    }

    private static ObjectNode schemaKey(String subject, int version) {
        return JSON.createObjectNode()
                .put("keytype", "SCHEMA")
                .put("subject", subject)
                .put("version", version)
                .put("magic", 1);
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Total: whatever stands in the topic becomes an entry. */
    static Entry decode(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null) return new Entry.Unreadable("a record without a key");
        try {
            var name = JSON.readTree(key);
            if (!name.isObject()) return new Entry.Unreadable("a key that is no object");
            var body = value == null ? null : JSON.readTree(value);
            return switch (name.path("keytype").asText()) {
                case "SCHEMA" -> schema(name, body);
                case "DELETE_SUBJECT" -> subjectDeleted(name, body);
                case "CONFIG" -> levelSet(name, body);
                default -> new Entry.Other();
            };
        } catch (JsonProcessingException e) {
            return new Entry.Unreadable("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            return new Entry.Unreadable("not JSON: " + e.getMessage());
        }
    }

    private static Entry schema(JsonNode key, @Nullable JsonNode value) {
        var subject = key.path("subject").asText();
        int version = key.path("version").asInt();
        if (subject.isEmpty() || version < 1) return new Entry.Unreadable("a schema without subject or version");
        if (value == null) return new Entry.Erased(subject, version);
        int id = value.path("id").asInt();
        if (id < 1 || !value.path("schema").isTextual()) return new Entry.Unreadable("a schema without id or text");
        var type = value.path("schemaType").asText("AVRO");
        var schema = new StoredSchema(id, type, value.path("schema").textValue());
        return new Entry.Registered(
                subject, version, schema, value.path("deleted").asBoolean());
    }

    private static Entry subjectDeleted(JsonNode key, @Nullable JsonNode value) {
        var subject = key.path("subject").asText();
        return subject.isEmpty() || value == null
                ? new Entry.Other()
                : new Entry.SubjectDeleted(subject, value.path("version").asInt());
    }

    private static Entry levelSet(JsonNode key, @Nullable JsonNode value) {
        var subject = Optional.ofNullable(key.path("subject").textValue());
        if (value == null) return new Entry.LevelSet(subject, Optional.empty());
        return new Entry.LevelSet(
                subject, Level.named(value.path("compatibilityLevel").asText()));
    }
}
