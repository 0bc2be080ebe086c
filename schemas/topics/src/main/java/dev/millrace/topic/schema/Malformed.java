package dev.millrace.topic.schema;

/** Carries the place and the reason out of a parser; never leaves this package. */
final class Malformed extends Exception {

    private static final long serialVersionUID = 1;

    Malformed(String reason) {
        super(reason, null, false, false);
    }

    Malformed(int line, String reason) {
        this("line " + line + ": " + reason);
    }
}
