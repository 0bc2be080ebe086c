package dev.millrace.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.registry.Refused.Code;
import dev.millrace.topic.schema.Level;
import dev.millrace.topic.schema.ProtoSchema;
import dev.millrace.topic.schema.ProtoText;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A schema in a request's body.
 *
 * @param text as it came, or printed when it came serialized
 */
record Submitted(String text, ProtoSchema schema) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/\\s]+={0,2}\\s*");

    String content() {
        return StoredSchema.PROTOBUF + ":" + schema.text();
    }

    static Submitted read(String body) {
        var json = object(body);
        var type = json.path("schemaType").asText("AVRO");
        if (!type.equals(StoredSchema.PROTOBUF)) {
            throw new Refused(
                    Code.INVALID_SCHEMA,
                    "this registry takes schemas of type PROTOBUF alone, not " + type
                            + "; for others, run Confluent's, Karapace or Apicurio on the same topic");
        }
        if (!json.path("references").isEmpty()) {
            throw new Refused(Code.INVALID_SCHEMA, "this registry takes no schema references; inline the types");
        }
        if (!json.path("schema").isTextual()) throw new Refused(Code.INVALID_SCHEMA, "schema must be a string");
        return schema(json.path("schema").textValue());
    }

    private static Submitted schema(String text) {
        boolean isSerialized = BASE64.matcher(text).matches();
        var parsed = isSerialized ? ProtoText.parse(decoded(text)) : ProtoText.parse(text);
        if (parsed instanceof ProtoText.Parsed.Schema read) {
            return new Submitted(isSerialized ? read.schema().text() : text, read.schema());
        }
        throw new Refused(
                Code.INVALID_SCHEMA, "the schema is not valid: " + ((ProtoText.Parsed.Rejected) parsed).reason());
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(Code.INVALID_SCHEMA, "the schema is neither proto text nor base64: " + e.getMessage());
        }
    }

    /** The level in a body of its own kind. */
    static Level level(String body) {
        var name = object(body).path("compatibility").asText();
        return Level.named(name)
                .orElseThrow(() -> new Refused(
                        Code.INVALID_LEVEL,
                        "compatibility must be NONE, BACKWARD, FORWARD or FULL, or one of the latter three with"
                                + " _TRANSITIVE, not \"" + name + "\""));
    }

    private static JsonNode object(String body) {
        try {
            var json = JSON.readTree(body);
            if (json != null && json.isObject()) return json;
        } catch (JsonProcessingException e) {
            throw new Refused(Code.BAD_REQUEST, "the body is not JSON: " + e.getOriginalMessage());
        }
        throw new Refused(Code.BAD_REQUEST, "the body must be a JSON object");
    }
}
