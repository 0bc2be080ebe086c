package dev.millrace.registry;

import dev.millrace.topic.schema.ProtoSchema;
import dev.millrace.topic.schema.ProtoText;
import java.util.Optional;

/**
 * A schema as it stands in the topic.
 *
 * @param type PROTOBUF, or a type that another registry wrote and this one only serves
 * @param text as it was registered
 */
record StoredSchema(int id, String type, String text) {

    static final String PROTOBUF = "PROTOBUF";

    /** Equal for schemas that say the same. */
    String content() {
        return type + ":" + proto().map(ProtoSchema::text).orElse(text);
    }

    /** Empty for another type, and for a protobuf schema that uses what this registry does not read. */
    Optional<ProtoSchema> proto() {
        if (!type.equals(PROTOBUF)) return Optional.empty();
        return ProtoText.parse(text) instanceof ProtoText.Parsed.Schema read
                ? Optional.of(read.schema())
                : Optional.empty();
    }
}
