package dev.millrace.topic.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import dev.millrace.topic.schema.Incompatibility.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What moved in, out of and between the oneofs of one message; those behind proto3's optional do not count. */
final class OneofChanges {

    private final List<Incompatibility> found = new ArrayList<>();
    private final Descriptor before;
    private final Descriptor after;

    private OneofChanges(Descriptor before, Descriptor after) {
        this.before = before;
        this.after = after;
    }

    static List<Incompatibility> between(Descriptor before, Descriptor after) {
        var changes = new OneofChanges(before, after);
        before.getRealOneofs().forEach(changes::left);
        after.getRealOneofs().forEach(changes::joined);
        return changes.found;
    }

    private void left(OneofDescriptor old) {
        var now = named(after, old.getName());
        if (now.isEmpty()) {
            add(Kind.ONEOF_REMOVED, old, "the oneof was removed or renamed");
            return;
        }
        for (var field : old.getFields()) {
            if (now.get().getFields().stream().noneMatch(each -> each.getNumber() == field.getNumber())) {
                add(Kind.ONEOF_FIELD_REMOVED, old, "field " + field.getNumber() + " is no longer in it");
            }
        }
    }

    private void joined(OneofDescriptor now) {
        var moved = now.getFields().stream()
                .filter(field -> isOutside(before.findFieldByNumber(field.getNumber()), now.getName()))
                .toList();
        if (moved.isEmpty()) return;
        var fields =
                moved.stream().map(field -> String.valueOf(field.getNumber())).toList();
        var sentence = "field " + String.join(", ", fields) + " was moved into it";
        if (named(before, now.getName()).isPresent()) {
            add(Kind.FIELD_MOVED_TO_EXISTING_ONEOF, now, sentence);
        } else {
            // What could not be set together before may share a oneof now: the members of one that was renamed.
            long origins = moved.stream().map(this::origin).distinct().count();
            add(origins > 1 ? Kind.FIELDS_MOVED_TO_NEW_ONEOF : Kind.FIELD_MOVED_TO_NEW_ONEOF, now, sentence);
        }
    }

    /** Whether the field was there, but in no oneof or in another. */
    private static boolean isOutside(@Nullable FieldDescriptor was, String oneof) {
        if (was == null) return false;
        var old = was.getRealContainingOneof();
        return old == null || !old.getName().equals(oneof);
    }

    private String origin(FieldDescriptor field) {
        var was = before.findFieldByNumber(field.getNumber());
        var old = was == null ? null : was.getRealContainingOneof();
        return old == null ? String.valueOf(field.getNumber()) : old.getName();
    }

    private static Optional<OneofDescriptor> named(Descriptor message, String name) {
        return message.getRealOneofs().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst();
    }

    private void add(Kind kind, OneofDescriptor oneof, String sentence) {
        found.add(new Incompatibility(kind, oneof.getFullName(), sentence));
    }
}
