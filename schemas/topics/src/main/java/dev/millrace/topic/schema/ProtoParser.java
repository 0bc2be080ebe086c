package dev.millrace.topic.schema;

import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumOptions;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceOptions;
import dev.millrace.topic.schema.Token.Kind;

/** Reads a proto2 or proto3 file, names of types left as they are written. Messages: {@link MessageParser}. */
final class ProtoParser {

    private final Tokens tokens;
    private final Options options;
    private final FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder();

    private ProtoParser(Tokens tokens) {
        this.tokens = tokens;
        this.options = new Options(tokens);
    }

    static FileDescriptorProto parse(String text) throws Malformed {
        return new ProtoParser(new Tokens(text)).file();
    }

    private FileDescriptorProto file() throws Malformed {
        syntax();
        while (tokens.peek().kind() != Kind.END) statement();
        return file.build();
    }

    private void syntax() throws Malformed {
        if (tokens.peek().is("edition")) throw new Malformed(tokens.line(), "editions are not supported");
        if (!tokens.takes("syntax")) return;
        tokens.expect("=");
        var word = tokens.expect(Kind.STRING, "a syntax");
        if (!word.text().equals("proto2") && !word.text().equals("proto3")) {
            throw new Malformed(word.line(), "syntax must be proto2 or proto3, not " + word);
        }
        tokens.expect(";");
        // As protoc does: proto2 goes without saying.
        if (word.text().equals("proto3")) file.setSyntax("proto3");
    }

    private void statement() throws Malformed {
        if (tokens.takes(";")) return;
        var messages = new MessageParser(tokens, file.getSyntax().equals("proto3"));
        if (tokens.takes("package")) {
            if (file.hasPackage()) throw new Malformed(tokens.line(), "a second package");
            file.setPackage(Words.dotted(tokens));
            tokens.expect(";");
        } else if (tokens.takes("import")) {
            imported();
        } else if (tokens.takes("option")) {
            options.statement(file.getOptionsBuilder());
        } else if (tokens.takes("message")) {
            file.addMessageType(messages.message(1));
        } else if (tokens.takes("enum")) {
            file.addEnumType(enumeration(tokens));
        } else if (tokens.takes("extend")) {
            messages.extend(0, file::addExtension, file::addMessageType);
        } else if (tokens.takes("service")) {
            file.addService(service());
        } else {
            throw tokens.unexpected("message, enum, service, extend, import, package or option");
        }
    }

    private void imported() throws Malformed {
        if (tokens.takes("public")) {
            file.addPublicDependency(file.getDependencyCount());
        } else if (tokens.takes("weak")) {
            file.addWeakDependency(file.getDependencyCount());
        }
        file.addDependency(Escapes.utf8(Words.string(tokens)));
        tokens.expect(";");
    }

    static EnumDescriptorProto enumeration(Tokens tokens) throws Malformed {
        var options = new Options(tokens);
        var made = EnumDescriptorProto.newBuilder().setName(Words.name(tokens));
        tokens.expect("{");
        while (!tokens.takes("}")) {
            if (tokens.takes(";")) continue;
            if (tokens.takes("option")) {
                options.statement(made.getOptionsBuilder());
            } else if (tokens.takes("reserved")) {
                reserved(tokens, made);
            } else {
                made.addValue(value(tokens, options));
            }
        }
        if (made.getOptions().equals(EnumOptions.getDefaultInstance())) made.clearOptions();
        return made.build();
    }

    private static EnumValueDescriptorProto value(Tokens tokens, Options options) throws Malformed {
        var value = EnumValueDescriptorProto.newBuilder().setName(Words.name(tokens));
        tokens.expect("=");
        value.setNumber(Words.integer(tokens, Integer.MIN_VALUE, Integer.MAX_VALUE));
        var settings = EnumValueOptions.newBuilder();
        options.inBrackets(settings);
        if (settings.build().getSerializedSize() > 0) value.setOptions(settings);
        tokens.expect(";");
        return value.build();
    }

    private static void reserved(Tokens tokens, EnumDescriptorProto.Builder made) throws Malformed {
        do {
            if (tokens.peek().kind() == Kind.STRING) {
                made.addReservedName(Escapes.utf8(Words.string(tokens)));
            } else {
                int first = Words.integer(tokens, Integer.MIN_VALUE, Integer.MAX_VALUE);
                made.addReservedRangeBuilder().setStart(first).setEnd(Words.rangeEnd(tokens, first, Integer.MAX_VALUE));
            }
        } while (tokens.takes(","));
        tokens.expect(";");
    }

    private ServiceDescriptorProto service() throws Malformed {
        var service = ServiceDescriptorProto.newBuilder().setName(Words.name(tokens));
        tokens.expect("{");
        while (!tokens.takes("}")) {
            if (tokens.takes(";")) continue;
            if (tokens.takes("option")) {
                options.statement(service.getOptionsBuilder());
            } else {
                tokens.expect("rpc");
                service.addMethod(method());
            }
        }
        if (service.getOptions().equals(ServiceOptions.getDefaultInstance())) service.clearOptions();
        return service.build();
    }

    private MethodDescriptorProto method() throws Malformed {
        var method = MethodDescriptorProto.newBuilder().setName(Words.name(tokens));
        tokens.expect("(");
        if (tokens.takes("stream")) method.setClientStreaming(true);
        method.setInputType(Words.typeName(tokens));
        tokens.expect(")");
        tokens.expect("returns");
        tokens.expect("(");
        if (tokens.takes("stream")) method.setServerStreaming(true);
        method.setOutputType(Words.typeName(tokens));
        tokens.expect(")");
        if (tokens.takes(";")) return method.build();
        tokens.expect("{");
        var settings = MethodOptions.newBuilder();
        while (!tokens.takes("}")) {
            if (tokens.takes(";")) continue;
            tokens.expect("option");
            options.statement(settings);
        }
        return method.setOptions(settings).build();
    }
}
