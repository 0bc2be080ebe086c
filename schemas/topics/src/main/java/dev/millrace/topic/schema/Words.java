package dev.millrace.topic.schema;

import dev.millrace.topic.schema.Token.Kind;

/** The small phrases of the proto language: names, numbers, strings. */
final class Words {

    private Words() {}

    static String name(Tokens tokens) throws Malformed {
        return tokens.expect(Kind.NAME, "a name").text();
    }

    static String dotted(Tokens tokens) throws Malformed {
        var name = new StringBuilder(name(tokens));
        while (tokens.takes(".")) name.append('.').append(name(tokens));
        return name.toString();
    }

    static String typeName(Tokens tokens) throws Malformed {
        return tokens.takes(".") ? "." + dotted(tokens) : dotted(tokens);
    }

    /** One or more adjacent strings as one. */
    static String string(Tokens tokens) throws Malformed {
        var value = new StringBuilder(tokens.expect(Kind.STRING, "a string").text());
        while (tokens.peek().kind() == Kind.STRING) value.append(tokens.take().text());
        return value.toString();
    }

    static int integer(Tokens tokens, int least, int most) throws Malformed {
        int line = tokens.line();
        boolean isNegative = tokens.takes("-");
        var word = tokens.expect(Kind.INTEGER, "a whole number");
        long magnitude = magnitude(word);
        long value = isNegative ? -magnitude : magnitude;
        if (magnitude < 0 || value < least || value > most) {
            throw new Malformed(line, "a number from " + least + " to " + most + " is expected, not " + word);
        }
        return (int) value;
    }

    /** An unsigned 64-bit number in decimal, hexadecimal or octal. */
    static long magnitude(Token word) throws Malformed {
        var text = word.text();
        try {
            if (text.startsWith("0x") || text.startsWith("0X")) return Long.parseUnsignedLong(text.substring(2), 16);
            if (text.length() > 1 && text.startsWith("0")) return Long.parseUnsignedLong(text.substring(1), 8);
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new Malformed(word.line(), word + " is no number of 64 bits");
        }
    }

    static double decimal(Token word) throws Malformed {
        try {
            return Double.parseDouble(word.text());
        } catch (NumberFormatException e) {
            throw new Malformed(word.line(), word + " is no number");
        }
    }

    /** What follows the first number of a range, both ends included; the first number when nothing does. */
    static int rangeEnd(Tokens tokens, int first, int most) throws Malformed {
        if (!tokens.takes("to")) return first;
        return tokens.takes("max") ? most : integer(tokens, first, most);
    }
}
