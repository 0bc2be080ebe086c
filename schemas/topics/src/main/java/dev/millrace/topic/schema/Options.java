package dev.millrace.topic.schema;

import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.UninterpretedOption;
import com.google.protobuf.DescriptorProtos.UninterpretedOption.NamePart;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.millrace.topic.schema.Token.Kind;
import java.util.List;

/** Reads options: those that protobuf itself defines become fields, any other is kept as it is written. */
final class Options {

    private final Tokens tokens;

    Options(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Takes options that are not of the options message. */
    interface Own {
        boolean takes(String name, Value value) throws Malformed;
    }

    /** From after the word {@code option} to the semicolon. */
    void statement(Message.Builder onto) throws Malformed {
        assignment(onto, (name, value) -> false);
        tokens.expect(";");
    }

    void inBrackets(Message.Builder onto) throws Malformed {
        inBrackets(onto, (name, value) -> false);
    }

    /** A list in square brackets, if there is one. */
    void inBrackets(Message.Builder onto, Own own) throws Malformed {
        if (!tokens.takes("[")) return;
        do {
            assignment(onto, own);
        } while (tokens.takes(","));
        tokens.expect("]");
    }

    private void assignment(Message.Builder onto, Own own) throws Malformed {
        var option = UninterpretedOption.newBuilder();
        do {
            option.addName(namePart());
        } while (tokens.takes("."));
        tokens.expect("=");
        var value = value();
        var first = option.getName(0);
        boolean isPlain = option.getNameCount() == 1 && !first.getIsExtension();
        if (isPlain && own.takes(first.getNamePart(), value)) return;
        var field = isPlain ? onto.getDescriptorForType().findFieldByName(first.getNamePart()) : null;
        if (field != null && field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            var converted = value.as(field);
            if (field.isRepeated()) {
                onto.addRepeatedField(field, converted);
            } else {
                onto.setField(field, converted);
            }
            return;
        }
        value.keepIn(option);
        onto.addRepeatedField(onto.getDescriptorForType().findFieldByName("uninterpreted_option"), option.build());
    }

    private NamePart namePart() throws Malformed {
        boolean isExtension = tokens.takes("(");
        var name = isExtension ? Words.typeName(tokens) : Words.name(tokens);
        if (isExtension) tokens.expect(")");
        return NamePart.newBuilder()
                .setNamePart(name)
                .setIsExtension(isExtension)
                .build();
    }

    private Value value() throws Malformed {
        int line = tokens.line();
        if (tokens.peek().is("{")) return new Value(false, new Token(Kind.SYMBOL, aggregate(), line));
        if (tokens.peek().kind() == Kind.STRING)
            return new Value(false, new Token(Kind.STRING, Words.string(tokens), line));
        boolean isNegative = tokens.takes("-");
        if (!List.of(Kind.NAME, Kind.INTEGER, Kind.DECIMAL)
                .contains(tokens.peek().kind())) {
            throw tokens.unexpected("a value");
        }
        return new Value(isNegative, tokens.take());
    }

    private String aggregate() throws Malformed {
        var text = new StringBuilder();
        tokens.expect("{");
        for (int open = 1; open > 0; ) {
            var token = tokens.take();
            if (token.kind() == Kind.END) throw new Malformed(token.line(), "a brace is not closed");
            if (token.is("{")) open++;
            if (token.is("}")) open--;
            if (open == 0) break;
            if (!text.isEmpty()) text.append(' ');
            text.append(
                    token.kind() == Kind.STRING
                            ? "\"" + Escapes.escape(Escapes.bytes(token.text())) + "\""
                            : token.text());
        }
        return text.toString();
    }

    /** The right side of an assignment; a symbol token holds what stood between braces. */
    record Value(boolean isNegative, Token token) {

        String expect(Kind kind) throws Malformed {
            if (token.kind() != kind || isNegative) throw unfit();
            return token.text();
        }

        private Malformed unfit() {
            return new Malformed(token.line(), token + " does not fit here");
        }

        /** As it stands in a descriptor's default_value. */
        String asDefaultOf(Type type) throws Malformed {
            if (token.kind() == Kind.STRING) {
                return type == Type.TYPE_BYTES
                        ? Escapes.escape(Escapes.bytes(token.text()))
                        : Escapes.utf8(token.text());
            }
            if (token.kind() == Kind.SYMBOL) throw unfit();
            var sign = isNegative ? "-" : "";
            if (token.kind() == Kind.INTEGER) return sign + Long.toUnsignedString(Words.magnitude(token));
            if (token.kind() == Kind.NAME) return sign + token.text();
            double number = Words.decimal(token);
            boolean isWhole = number == Math.rint(number) && number < 1e15;
            return sign + (isWhole ? Long.toString((long) number) : Double.toString(number));
        }

        private Object as(FieldDescriptor field) throws Malformed {
            switch (field.getJavaType()) {
                case BOOLEAN -> {
                    var word = expect(Kind.NAME);
                    if (!word.equals("true") && !word.equals("false")) throw unfit();
                    return word.equals("true");
                }
                case STRING -> {
                    return Escapes.utf8(expect(Kind.STRING));
                }
                case ENUM -> {
                    var value = field.getEnumType().findValueByName(expect(Kind.NAME));
                    if (value == null) throw unfit();
                    return value;
                }
                default -> throw unfit();
            }
        }

        private void keepIn(UninterpretedOption.Builder option) throws Malformed {
            switch (token.kind()) {
                case NAME -> {
                    if (isNegative && !token.is("inf")) throw unfit();
                    if (isNegative) {
                        option.setDoubleValue(Double.NEGATIVE_INFINITY);
                    } else {
                        option.setIdentifierValue(token.text());
                    }
                }
                case STRING -> option.setStringValue(Escapes.bytes(token.text()));
                case SYMBOL -> option.setAggregateValue(token.text());
                case DECIMAL -> option.setDoubleValue(isNegative ? -Words.decimal(token) : Words.decimal(token));
                default -> {
                    long magnitude = Words.magnitude(token);
                    if (isNegative) {
                        option.setNegativeIntValue(-magnitude);
                    } else {
                        option.setPositiveIntValue(magnitude);
                    }
                }
            }
        }
    }
}
