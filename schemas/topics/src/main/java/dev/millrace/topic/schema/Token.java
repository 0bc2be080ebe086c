package dev.millrace.topic.schema;

/** One word of a proto file. A string's text is its value, a byte per character, escapes resolved. */
record Token(Kind kind, String text, int line) {

    enum Kind {
        NAME,
        INTEGER,
        DECIMAL,
        STRING,
        SYMBOL,
        END
    }

    boolean is(String symbolOrName) {
        return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbolOrName);
    }

    @Override
    public String toString() {
        return kind == Kind.END ? "the end" : "\"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "\"";
    }
}
