package dev.millrace.topic.schema;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.ExtensionRangeOptions;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import dev.millrace.topic.schema.Token.Kind;
import java.util.function.Consumer;

/** Reads messages and what is in them: fields, oneofs, ranges, nested types. Nesting deeper than 32 is refused. */
final class MessageParser {

    private static final int DEEPEST = 32;
    private static final int MOST_FIELDS = (1 << 29) - 1;

    private final Tokens tokens;
    private final Options options;
    private final FieldParser fields;
    private final boolean isProto3;

    MessageParser(Tokens tokens, boolean isProto3) {
        this.tokens = tokens;
        this.options = new Options(tokens);
        this.fields = new FieldParser(tokens, this, isProto3);
        this.isProto3 = isProto3;
    }

    /** @param depth 1 for a message of the file itself */
    DescriptorProto message(int depth) throws Malformed {
        var message = DescriptorProto.newBuilder().setName(Words.name(tokens));
        body(message, depth);
        return message.build();
    }

    /** From the opening brace to the closing one. */
    void body(DescriptorProto.Builder message, int depth) throws Malformed {
        if (depth > DEEPEST) throw new Malformed(tokens.line(), "messages nested deeper than " + DEEPEST);
        tokens.expect("{");
        while (!tokens.takes("}")) statement(message, depth);
        if (message.getOptions().equals(MessageOptions.getDefaultInstance())) message.clearOptions();
        if (isProto3) addSyntheticOneofs(message);
    }

    private void statement(DescriptorProto.Builder message, int depth) throws Malformed {
        if (tokens.takes(";")) return;
        if (tokens.takes("message")) {
            message.addNestedType(message(depth + 1));
        } else if (tokens.takes("enum")) {
            message.addEnumType(ProtoParser.enumeration(tokens));
        } else if (tokens.takes("oneof")) {
            oneof(message, depth);
        } else if (tokens.takes("option")) {
            options.statement(message.getOptionsBuilder());
        } else if (tokens.takes("reserved")) {
            reserved(message);
        } else if (tokens.takes("extensions")) {
            extensions(message);
        } else if (tokens.takes("extend")) {
            extend(depth, message::addExtension, message::addNestedType);
        } else {
            message.addField(fields.field(depth, message::addNestedType));
        }
    }

    void extend(int depth, Consumer<FieldDescriptorProto> onField, Consumer<DescriptorProto> onType) throws Malformed {
        var extendee = Words.typeName(tokens);
        tokens.expect("{");
        while (!tokens.takes("}")) {
            if (tokens.takes(";")) continue;
            onField.accept(fields.field(depth, onType).toBuilder()
                    .setExtendee(extendee)
                    .build());
        }
    }

    private void oneof(DescriptorProto.Builder message, int depth) throws Malformed {
        int index = message.getOneofDeclCount();
        var oneof = OneofDescriptorProto.newBuilder().setName(Words.name(tokens));
        message.addOneofDecl(oneof);
        tokens.expect("{");
        while (!tokens.takes("}")) {
            if (tokens.takes(";")) continue;
            if (tokens.takes("option")) {
                options.statement(message.getOneofDeclBuilder(index).getOptionsBuilder());
            } else {
                var field = fields.unlabelled(depth, message::addNestedType);
                if (field.hasLabel()) throw new Malformed(tokens.line(), "a map cannot be in a oneof");
                message.addField(
                        field.toBuilder().setLabel(Label.LABEL_OPTIONAL).setOneofIndex(index));
            }
        }
    }

    private void reserved(DescriptorProto.Builder message) throws Malformed {
        do {
            if (tokens.peek().kind() == Kind.STRING) {
                message.addReservedName(Escapes.utf8(Words.string(tokens)));
            } else {
                int first = Words.integer(tokens, 1, MOST_FIELDS);
                message.addReservedRangeBuilder()
                        .setStart(first)
                        .setEnd(Words.rangeEnd(tokens, first, MOST_FIELDS) + 1);
            }
        } while (tokens.takes(","));
        tokens.expect(";");
    }

    private void extensions(DescriptorProto.Builder message) throws Malformed {
        int from = message.getExtensionRangeCount();
        do {
            int first = Words.integer(tokens, 1, MOST_FIELDS);
            message.addExtensionRangeBuilder().setStart(first).setEnd(Words.rangeEnd(tokens, first, MOST_FIELDS) + 1);
        } while (tokens.takes(","));
        var settings = ExtensionRangeOptions.newBuilder();
        options.inBrackets(settings);
        tokens.expect(";");
        if (settings.build().getSerializedSize() == 0) return;
        for (int i = from; i < message.getExtensionRangeCount(); i++) {
            message.getExtensionRangeBuilder(i).setOptions(settings);
        }
    }

    /** A proto3 field marked optional lives in a oneof of its own, after those that are written out. */
    private static void addSyntheticOneofs(DescriptorProto.Builder message) {
        for (var field : message.getFieldBuilderList()) {
            if (!field.getProto3Optional()) continue;
            var name = new StringBuilder("_").append(field.getName());
            while (isTaken(message, name.toString())) name.insert(0, 'X');
            field.setOneofIndex(message.getOneofDeclCount());
            message.addOneofDeclBuilder().setName(name.toString());
        }
    }

    private static boolean isTaken(DescriptorProto.Builder message, String name) {
        return message.getFieldList().stream().anyMatch(each -> each.getName().equals(name))
                || message.getOneofDeclList().stream()
                        .anyMatch(each -> each.getName().equals(name));
    }
}
