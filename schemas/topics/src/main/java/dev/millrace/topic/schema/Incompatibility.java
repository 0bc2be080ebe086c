package dev.millrace.topic.schema;

/**
 * One change between two schemas that the rules do not allow.
 *
 * @param path the full name of what changed
 * @param sentence for people
 */
public record Incompatibility(Kind kind, String path, String sentence) {

    /** What can change besides what always may: adding messages, enums, values and optional fields. */
    public enum Kind {
        PACKAGE_CHANGED,
        /** The index of the first message in the wire format is no longer 0. */
        FIRST_MESSAGE_MOVED,
        MESSAGE_REMOVED,
        ENUM_REMOVED,
        ENUM_VALUE_REMOVED,
        ENUM_VALUE_RENAMED,
        FIELD_REMOVED,
        /** Removed, its number reserved so that nothing else can take it. */
        FIELD_RETIRED,
        FIELD_RENAMED,
        /** Another type that reads the same bytes. */
        FIELD_TYPE_ADJUSTED,
        FIELD_TYPE_CHANGED,
        /** Between one and many, of a type that is packed when repeated. */
        NUMERIC_LABEL_CHANGED,
        LABEL_CHANGED,
        /** Whether an unset field can be told from a zero. */
        PRESENCE_CHANGED,
        REQUIRED_FIELD_ADDED,
        REQUIRED_FIELD_REMOVED,
        ONEOF_REMOVED,
        ONEOF_FIELD_REMOVED,
        FIELD_MOVED_TO_NEW_ONEOF,
        FIELDS_MOVED_TO_NEW_ONEOF,
        FIELD_MOVED_TO_EXISTING_ONEOF
    }
}
