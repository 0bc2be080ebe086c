package dev.millrace.topic.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.millrace.topic.schema.Incompatibility.Kind;
import java.util.ArrayList;
import java.util.List;

/** What changed from one file to another, seen by a reader of the second who gets what the first wrote. */
final class FileChanges {

    private final List<Incompatibility> found = new ArrayList<>();
    private final FileDescriptor before;
    private final FileDescriptor after;

    private FileChanges(FileDescriptor before, FileDescriptor after) {
        this.before = before;
        this.after = after;
    }

    static List<Incompatibility> between(FileDescriptor before, FileDescriptor after) {
        var changes = new FileChanges(before, after);
        changes.compare();
        return changes.found;
    }

    private void compare() {
        if (!before.getPackage().equals(after.getPackage())) {
            add(
                    Kind.PACKAGE_CHANGED,
                    before.getPackage(),
                    "the package is now " + (after.getPackage().isEmpty() ? "empty" : after.getPackage()));
        }
        compareMessages(before.getMessageTypes(), after.getMessageTypes());
        compareEnums(before.getEnumTypes(), after.getEnumTypes());
        if (before.getMessageTypes().isEmpty()) return;
        var first = before.getMessageTypes().get(0);
        var now = after.getMessageTypes().stream()
                .filter(each -> each.getName().equals(first.getName()))
                .findFirst();
        if (now.isPresent() && now.get().getIndex() != 0) {
            add(Kind.FIRST_MESSAGE_MOVED, first.getFullName(), "is no longer the first message of the file");
        }
    }

    private void compareMessages(List<Descriptor> olds, List<Descriptor> news) {
        for (var old : olds) {
            if (old.getOptions().getMapEntry()) continue;
            news.stream()
                    .filter(each -> each.getName().equals(old.getName()))
                    .filter(each -> !each.getOptions().getMapEntry())
                    .findFirst()
                    .ifPresentOrElse(
                            now -> compareMessage(old, now),
                            () -> add(Kind.MESSAGE_REMOVED, old.getFullName(), "the message was removed or renamed"));
        }
    }

    private void compareMessage(Descriptor old, Descriptor now) {
        found.addAll(FieldChanges.between(old, now));
        found.addAll(OneofChanges.between(old, now));
        compareMessages(old.getNestedTypes(), now.getNestedTypes());
        compareEnums(old.getEnumTypes(), now.getEnumTypes());
    }

    private void compareEnums(List<EnumDescriptor> olds, List<EnumDescriptor> news) {
        for (var old : olds) {
            news.stream()
                    .filter(each -> each.getName().equals(old.getName()))
                    .findFirst()
                    .ifPresentOrElse(
                            now -> compareEnum(old, now),
                            () -> add(Kind.ENUM_REMOVED, old.getFullName(), "the enum was removed or renamed"));
        }
    }

    private void compareEnum(EnumDescriptor old, EnumDescriptor now) {
        for (var value : old.getValues()) {
            var path = old.getFullName() + "." + value.getName();
            var same = now.getValues().stream()
                    .filter(each -> each.getNumber() == value.getNumber())
                    .toList();
            if (same.isEmpty()) {
                add(Kind.ENUM_VALUE_REMOVED, path, "the value " + value.getNumber() + " was removed");
            } else if (same.stream().noneMatch(each -> each.getName().equals(value.getName()))) {
                add(
                        Kind.ENUM_VALUE_RENAMED,
                        path,
                        "the value " + value.getNumber() + " is now "
                                + same.get(0).getName());
            }
        }
    }

    private void add(Kind kind, String path, String sentence) {
        found.add(new Incompatibility(kind, path, sentence));
    }
}
