package dev.millrace.topic.schema;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** Writes the fields of a message, maps and groups as such, a oneof where its first field stands. */
final class FieldPrinter {

    private final Lines lines;
    private final boolean isProto3;
    private final Consumer<DescriptorProto> groupBody;

    FieldPrinter(Lines lines, boolean isProto3, Consumer<DescriptorProto> groupBody) {
        this.lines = lines;
        this.isProto3 = isProto3;
        this.groupBody = groupBody;
    }

    /** @param precede called with the position of each nested type that the next line brings with it */
    void printAll(DescriptorProto message, IntConsumer precede) {
        int nextOneof = 0;
        for (var field : message.getFieldList()) {
            boolean isOneof = isInOneof(field);
            if (isOneof && field.getOneofIndex() != nextOneof) continue;
            local(field, message.getNestedTypeList())
                    .ifPresent(
                            type -> precede.accept(message.getNestedTypeList().indexOf(type)));
            if (isOneof) {
                oneof(message, nextOneof++);
            } else {
                print(field, message.getNestedTypeList());
            }
        }
    }

    private void oneof(DescriptorProto message, int index) {
        var oneof = message.getOneofDecl(index);
        lines.open("oneof " + oneof.getName());
        for (var option : OptionText.of(oneof.getOptions())) lines.add("option " + option + ";");
        for (var field : message.getFieldList()) {
            if (isInOneof(field) && field.getOneofIndex() == index) {
                printAs("", field, message.getNestedTypeList());
            }
        }
        lines.close();
    }

    /** @param types where the message of a map or a group is */
    void print(FieldDescriptorProto field, List<DescriptorProto> types) {
        printAs(label(field), field, types);
    }

    private void printAs(String label, FieldDescriptorProto field, List<DescriptorProto> types) {
        if (field.getType() == Type.TYPE_GROUP) {
            var group = local(field, types);
            lines.open(label + "group " + group.map(DescriptorProto::getName).orElse("") + number(field));
            group.ifPresent(groupBody);
            lines.close();
            return;
        }
        var entry = local(field, types).filter(type -> type.getOptions().getMapEntry());
        var head = entry.map(type -> "map<" + type(type.getField(0)) + ", " + type(type.getField(1)) + ">")
                .orElseGet(() -> label + type(field));
        lines.add(head + " " + field.getName() + number(field) + ";");
    }

    /** The names of the messages that are printed as the groups of these fields. */
    Set<String> groupsOf(List<FieldDescriptorProto> fields) {
        return fields.stream()
                .filter(field -> field.getType() == Type.TYPE_GROUP)
                .map(field -> simple(field.getTypeName()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The message that is printed as part of this field: a map's entry, a group's body. */
    static Optional<DescriptorProto> local(FieldDescriptorProto field, List<DescriptorProto> types) {
        return types.stream()
                .filter(type -> field.getTypeName().endsWith("." + type.getName()))
                .filter(type ->
                        field.getType() == Type.TYPE_GROUP || type.getOptions().getMapEntry())
                .findFirst();
    }

    private String label(FieldDescriptorProto field) {
        if (field.getLabel() == Label.LABEL_REPEATED) return "repeated ";
        if (field.getLabel() == Label.LABEL_REQUIRED) return "required ";
        return isProto3 && !field.getProto3Optional() ? "" : "optional ";
    }

    private static boolean isInOneof(FieldDescriptorProto field) {
        return field.hasOneofIndex() && !field.getProto3Optional();
    }

    private static String type(FieldDescriptorProto field) {
        return field.getTypeName().isEmpty() ? FieldParser.word(field.getType()) : field.getTypeName();
    }

    private static String number(FieldDescriptorProto field) {
        var settings = new ArrayList<String>();
        if (field.hasDefaultValue()) settings.add("default = " + defaultValue(field));
        if (field.hasJsonName() && !field.getJsonName().equals(jsonName(field.getName()))) {
            settings.add("json_name = \"" + Escapes.escape(field.getJsonName()) + "\"");
        }
        settings.addAll(OptionText.of(field.getOptions()));
        return " = " + field.getNumber() + OptionText.bracketed(settings);
    }

    private static String defaultValue(FieldDescriptorProto field) {
        var value = field.getDefaultValue();
        if (field.getType() == Type.TYPE_STRING) return "\"" + Escapes.escape(value) + "\"";
        return field.getType() == Type.TYPE_BYTES ? "\"" + value + "\"" : value;
    }

    private static String jsonName(String name) {
        var json = new StringBuilder();
        boolean isUpper = false;
        for (char c : name.toCharArray()) {
            if (c == '_') {
                isUpper = true;
            } else {
                json.append(isUpper ? Character.toUpperCase(c) : c);
                isUpper = false;
            }
        }
        return json.toString();
    }

    private static String simple(String typeName) {
        return typeName.substring(typeName.lastIndexOf('.') + 1);
    }
}
