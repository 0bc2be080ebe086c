package dev.millrace.topic.schema;

import dev.millrace.topic.schema.Token.Kind;

/** The words of a proto file in order, comments and white space skipped, one looked at ahead. */
final class Tokens {

    private final String text;
    private int at;
    private int line = 1;
    private Token next;

    Tokens(String text) throws Malformed {
        this.text = text;
        this.next = scan();
    }

    Token peek() {
        return next;
    }

    int line() {
        return next.line();
    }

    Token take() throws Malformed {
        var token = next;
        next = scan();
        return token;
    }

    /** Takes the next word if it is this one. */
    boolean takes(String symbolOrName) throws Malformed {
        if (!next.is(symbolOrName)) return false;
        take();
        return true;
    }

    void expect(String symbolOrName) throws Malformed {
        if (!takes(symbolOrName)) throw unexpected("\"" + symbolOrName + "\"");
    }

    Token expect(Kind kind, String what) throws Malformed {
        if (next.kind() != kind) throw unexpected(what);
        return take();
    }

    Malformed unexpected(String wanted) {
        return new Malformed(next.line(), "expected " + wanted + ", found " + next);
    }

    private Token scan() throws Malformed {
        skipBlank();
        if (at >= text.length()) return new Token(Kind.END, "", line);
        char c = text.charAt(at);
        if (isLetter(c)) return name();
        if (isDigit(c) || c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1))) return number();
        if (c == '"' || c == '\'') return string(c);
        at++;
        if ("{}[]()<>;,.:=-+/".indexOf(c) < 0) throw new Malformed(line, "unexpected character '" + c + "'");
        return new Token(Kind.SYMBOL, String.valueOf(c), line);
    }

    private void skipBlank() throws Malformed {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') line++;
            if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) throw new Malformed(line, "a comment is not closed");
                line += (int) text.substring(at, end)
                        .chars()
                        .filter(each -> each == '\n')
                        .count();
                at = end + 2;
            } else if (" \t\r\n\f\u000B\uFEFF".indexOf(c) >= 0) {
                at++;
            } else {
                return;
            }
        }
    }

    private Token name() {
        int start = at;
        while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) at++;
        return new Token(Kind.NAME, text.substring(start, at), line);
    }

    private Token number() throws Malformed {
        int start = at;
        boolean isHex = text.startsWith("0x", at) || text.startsWith("0X", at);
        boolean isDecimal = false;
        if (isHex) at += 2;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean isExponent = !isHex && (c == 'e' || c == 'E');
            boolean isSign = (c == '-' || c == '+') && "eE".indexOf(text.charAt(at - 1)) >= 0 && !isHex;
            if (!isLetter(c) && !isDigit(c) && c != '.' && !isSign) break;
            isDecimal |= c == '.' || isExponent || (!isHex && (c == 'f' || c == 'F'));
            at++;
        }
        var word = text.substring(start, at);
        if (word.length() > 64) throw new Malformed(line, "a number of " + word.length() + " characters");
        return new Token(isDecimal ? Kind.DECIMAL : Kind.INTEGER, word, line);
    }

    private Token string(char quote) throws Malformed {
        int start = ++at;
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at);
            if (c == '\n') break;
            at += c == '\\' ? 2 : 1;
        }
        if (at >= text.length() || text.charAt(at) != quote) throw new Malformed(line, "a string is not closed");
        var value = Escapes.resolve(text.substring(start, at));
        at++;
        if (value.isEmpty()) throw new Malformed(line, "an escape in a string is not valid");
        return new Token(Kind.STRING, value.get(), line);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
