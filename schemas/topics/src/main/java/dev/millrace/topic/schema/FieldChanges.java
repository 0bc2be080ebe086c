package dev.millrace.topic.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.millrace.topic.schema.Incompatibility.Kind;
import java.util.ArrayList;
import java.util.List;

/** What changed in the fields of one message, by their numbers. */
final class FieldChanges {

    private final List<Incompatibility> found = new ArrayList<>();
    private final Descriptor before;
    private final Descriptor after;

    private FieldChanges(Descriptor before, Descriptor after) {
        this.before = before;
        this.after = after;
    }

    static List<Incompatibility> between(Descriptor before, Descriptor after) {
        var changes = new FieldChanges(before, after);
        for (var field : before.getFields()) changes.compare(field);
        for (var field : after.getFields()) changes.requireIfNew(field);
        return changes.found;
    }

    private void compare(FieldDescriptor field) {
        var now = after.findFieldByNumber(field.getNumber());
        if (now == null) {
            removed(field);
            return;
        }
        if (!now.getName().equals(field.getName())) add(Kind.FIELD_RENAMED, field, "is now " + now.getName());
        if (now.isMapField() != field.isMapField()) {
            add(Kind.FIELD_TYPE_CHANGED, field, now.isMapField() ? "is now a map" : "is no longer a map");
        } else if (now.isMapField()) {
            compareType(field, mapPart(field, 1), mapPart(now, 1));
            compareType(field, mapPart(field, 2), mapPart(now, 2));
        } else {
            compareType(field, field, now);
            compareLabel(field, now);
        }
    }

    private void removed(FieldDescriptor field) {
        if (field.isRequired()) {
            add(Kind.REQUIRED_FIELD_REMOVED, field, "was required and is gone");
        } else if (after.isReservedNumber(field.getNumber())) {
            add(Kind.FIELD_RETIRED, field, "is gone, its number reserved");
        } else {
            add(Kind.FIELD_REMOVED, field, "is gone, and number " + field.getNumber() + " is not reserved");
        }
    }

    private void requireIfNew(FieldDescriptor field) {
        if (field.isRequired() && before.findFieldByNumber(field.getNumber()) == null) {
            add(Kind.REQUIRED_FIELD_ADDED, field, "is required, and older records lack it");
        }
    }

    private void compareType(FieldDescriptor field, FieldDescriptor was, FieldDescriptor now) {
        var old = WireType.of(was);
        var type = WireType.of(now);
        if (old.equals(type)) return;
        add(
                old.readsAs(type) ? Kind.FIELD_TYPE_ADJUSTED : Kind.FIELD_TYPE_CHANGED,
                field,
                "was " + old + " and is " + type);
    }

    private void compareLabel(FieldDescriptor was, FieldDescriptor now) {
        if (was.isRepeated() != now.isRepeated()) {
            add(
                    now.isPackable() || was.isPackable() ? Kind.NUMERIC_LABEL_CHANGED : Kind.LABEL_CHANGED,
                    was,
                    now.isRepeated() ? "is now repeated" : "is no longer repeated");
        } else if (was.isRequired() != now.isRequired()) {
            if (now.isRequired()) {
                add(Kind.REQUIRED_FIELD_ADDED, was, "is now required");
            } else {
                add(Kind.LABEL_CHANGED, was, "is no longer required");
            }
        } else if (was.hasPresence() != now.hasPresence() && sameOneof(was, now)) {
            add(Kind.PRESENCE_CHANGED, was, now.hasPresence() ? "can now be unset" : "can no longer be unset");
        }
    }

    /** A move into or out of a oneof is told of as such. */
    private static boolean sameOneof(FieldDescriptor was, FieldDescriptor now) {
        return was.getRealContainingOneof() == null && now.getRealContainingOneof() == null;
    }

    private static FieldDescriptor mapPart(FieldDescriptor map, int number) {
        return map.getMessageType().findFieldByNumber(number);
    }

    private void add(Kind kind, FieldDescriptor field, String sentence) {
        found.add(new Incompatibility(kind, field.getFullName(), "field " + field.getNumber() + " " + sentence));
    }
}
