package dev.millrace.topic.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What protoc insists on and protobuf-java takes for granted. */
final class Soundness {

    private static final Set<FieldDescriptor.Type> NO_KEYS = EnumSet.of(
            FieldDescriptor.Type.DOUBLE,
            FieldDescriptor.Type.FLOAT,
            FieldDescriptor.Type.BYTES,
            FieldDescriptor.Type.ENUM,
            FieldDescriptor.Type.MESSAGE,
            FieldDescriptor.Type.GROUP);

    private Soundness() {}

    static void require(FileDescriptor file) throws Malformed {
        if (file.getMessageTypes().isEmpty() && file.getEnumTypes().isEmpty()) {
            throw new Malformed("there is no message in it");
        }
        boolean isProto3 = file.toProto().getSyntax().equals("proto3");
        enums(file.getEnumTypes(), isProto3);
        for (var message : file.getMessageTypes()) message(message, isProto3);
    }

    private static void message(Descriptor message, boolean isProto3) throws Malformed {
        enums(message.getEnumTypes(), isProto3);
        for (var field : message.getFields()) {
            requireThat(
                    field.getNumber() < 19_000 || field.getNumber() > 19_999,
                    field,
                    "numbers 19000 to 19999 are taken");
            requireThat(!isProto3 || !field.isRequired(), field, "proto3 has no required fields");
            requireThat(!isProto3 || !field.toProto().hasDefaultValue(), field, "proto3 has no defaults");
            requireThat(!isProto3 || field.getType() != FieldDescriptor.Type.GROUP, field, "proto3 has no groups");
            if (field.isMapField()) {
                var entry = field.getMessageType();
                boolean isEntry = entry.getFields().size() == 2 && field.isRepeated();
                requireThat(isEntry && entry.findFieldByNumber(2) != null, field, "a map's entry is a key and a value");
                var key = entry.findFieldByNumber(1);
                requireThat(
                        key != null && !NO_KEYS.contains(key.getType()), field, "a map's key cannot be of this type");
            }
        }
        for (var nested : message.getNestedTypes()) message(nested, isProto3);
    }

    private static void enums(List<EnumDescriptor> enums, boolean isProto3) throws Malformed {
        for (var each : enums) {
            if (each.getValues().isEmpty()) throw new Malformed(each.getFullName() + " has no values");
            if (isProto3 && each.getValues().get(0).getNumber() != 0) {
                throw new Malformed(each.getFullName() + ": the first value of a proto3 enum is 0");
            }
        }
    }

    private static void requireThat(boolean isSo, FieldDescriptor field, String otherwise) throws Malformed {
        if (!isSo) throw new Malformed(field.getFullName() + ": " + otherwise);
    }
}
