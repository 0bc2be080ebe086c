package dev.millrace.topic.schema;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import dev.millrace.topic.schema.Token.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one field, be it a scalar, a message, a map or a group. */
final class FieldParser {

    /** The types that a file can name, by the words it names them with. */
    static final Map<String, Type> SCALARS = Stream.of(Type.values())
            .filter(type -> type != Type.TYPE_GROUP && type != Type.TYPE_MESSAGE && type != Type.TYPE_ENUM)
            .collect(Collectors.toUnmodifiableMap(FieldParser::word, type -> type));

    private static final int MOST_FIELDS = (1 << 29) - 1;

    private final Tokens tokens;
    private final MessageParser messages;
    private final boolean isProto3;

    FieldParser(Tokens tokens, MessageParser messages, boolean isProto3) {
        this.tokens = tokens;
        this.messages = messages;
        this.isProto3 = isProto3;
    }

    static String word(Type type) {
        return type.name().substring("TYPE_".length()).toLowerCase(Locale.ROOT);
    }

    /** @param onType takes the message that a map or a group brings with it */
    FieldDescriptorProto field(int depth, Consumer<DescriptorProto> onType) throws Malformed {
        if (tokens.takes("repeated")) return labelled(Label.LABEL_REPEATED, depth, onType);
        if (tokens.takes("required")) return labelled(Label.LABEL_REQUIRED, depth, onType);
        if (tokens.takes("optional")) {
            var field = labelled(Label.LABEL_OPTIONAL, depth, onType);
            return isProto3 ? field.toBuilder().setProto3Optional(true).build() : field;
        }
        var field = unlabelled(depth, onType);
        if (!isProto3 && !field.hasLabel()) {
            throw new Malformed(tokens.line(), "field " + field.getName() + " lacks optional, required or repeated");
        }
        return field.hasLabel()
                ? field
                : field.toBuilder().setLabel(Label.LABEL_OPTIONAL).build();
    }

    private FieldDescriptorProto labelled(Label label, int depth, Consumer<DescriptorProto> onType) throws Malformed {
        var field = unlabelled(depth, onType);
        if (field.hasLabel()) throw new Malformed(tokens.line(), "map " + field.getName() + " cannot have a label");
        return field.toBuilder().setLabel(label).build();
    }

    /** Without its label, but for a map, which is repeated by nature. */
    FieldDescriptorProto unlabelled(int depth, Consumer<DescriptorProto> onType) throws Malformed {
        var type = Words.typeName(tokens);
        if (type.equals("map") && tokens.takes("<")) return map(onType);
        if (type.equals("group")) return group(depth, onType);
        var field = FieldDescriptorProto.newBuilder();
        setType(field, type);
        field.setName(Words.name(tokens));
        numberAndOptions(field);
        tokens.expect(";");
        return field.build();
    }

    private FieldDescriptorProto map(Consumer<DescriptorProto> onType) throws Malformed {
        var key = FieldDescriptorProto.newBuilder().setName("key").setNumber(1).setLabel(Label.LABEL_OPTIONAL);
        setType(key, Words.typeName(tokens));
        tokens.expect(",");
        var value =
                FieldDescriptorProto.newBuilder().setName("value").setNumber(2).setLabel(Label.LABEL_OPTIONAL);
        setType(value, Words.typeName(tokens));
        tokens.expect(">");
        var field = FieldDescriptorProto.newBuilder().setName(Words.name(tokens));
        var entry = DescriptorProto.newBuilder()
                .setName(entryName(field.getName()))
                .addField(key)
                .addField(value);
        entry.getOptionsBuilder().setMapEntry(true);
        onType.accept(entry.build());
        numberAndOptions(field);
        tokens.expect(";");
        return field.setTypeName(entry.getName()).setLabel(Label.LABEL_REPEATED).build();
    }

    private FieldDescriptorProto group(int depth, Consumer<DescriptorProto> onType) throws Malformed {
        var field = FieldDescriptorProto.newBuilder();
        var message = DescriptorProto.newBuilder().setName(Words.name(tokens));
        field.setName(message.getName().toLowerCase(Locale.ROOT));
        field.setType(Type.TYPE_GROUP).setTypeName(message.getName());
        numberAndOptions(field);
        messages.body(message, depth + 1);
        onType.accept(message.build());
        return field.build();
    }

    private void numberAndOptions(FieldDescriptorProto.Builder field) throws Malformed {
        tokens.expect("=");
        field.setNumber(Words.integer(tokens, 1, MOST_FIELDS));
        var settings = FieldOptions.newBuilder();
        new Options(tokens).inBrackets(settings, (name, value) -> isOwn(field, name, value));
        if (settings.build().getSerializedSize() > 0) field.setOptions(settings);
    }

    /** Whether it is one of the two that look like options but are the field's own. */
    private static boolean isOwn(FieldDescriptorProto.Builder field, String name, Options.Value value)
            throws Malformed {
        if (name.equals("default")) {
            field.setDefaultValue(value.asDefaultOf(field.getType()));
            return true;
        }
        if (name.equals("json_name")) {
            field.setJsonName(Escapes.utf8(value.expect(Kind.STRING)));
            return true;
        }
        return false;
    }

    private static void setType(FieldDescriptorProto.Builder field, String name) {
        var scalar = SCALARS.get(name);
        if (scalar == null) {
            field.setTypeName(name);
        } else {
            field.setType(scalar);
        }
    }

    /** As protoc names the message behind a map field. */
    static String entryName(String field) {
        var name = new StringBuilder();
        boolean isUpper = true;
        for (char c : field.toCharArray()) {
            if (c == '_') {
                isUpper = true;
            } else {
                name.append(isUpper ? Character.toUpperCase(c) : c);
                isUpper = false;
            }
        }
        return name.append("Entry").toString();
    }
}
