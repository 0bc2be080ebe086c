package dev.millrace.topic.schema;

import dev.millrace.topic.schema.Incompatibility.Kind;
import java.util.EnumSet;
import java.util.Set;

/** Which changes are let through. */
public enum Rules {
    /** As Confluent's registry: what readers of the wire format survive. */
    WIRE(EnumSet.of(
            Kind.PACKAGE_CHANGED,
            Kind.FIRST_MESSAGE_MOVED,
            Kind.ENUM_REMOVED,
            Kind.ENUM_VALUE_REMOVED,
            Kind.ENUM_VALUE_RENAMED,
            Kind.FIELD_REMOVED,
            Kind.FIELD_RETIRED,
            Kind.FIELD_RENAMED,
            Kind.FIELD_TYPE_ADJUSTED,
            Kind.LABEL_CHANGED,
            Kind.PRESENCE_CHANGED,
            Kind.ONEOF_REMOVED,
            Kind.FIELD_MOVED_TO_NEW_ONEOF)),

    /** For messages that others have compiled: nothing they use changes, and no number is ever used twice. */
    PUBLISHED(EnumSet.of(Kind.FIELD_RETIRED));

    private final Set<Kind> allowed;

    Rules(Set<Kind> allowed) {
        this.allowed = allowed;
    }

    boolean allow(Kind kind) {
        return allowed.contains(kind);
    }
}
