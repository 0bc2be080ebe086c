package dev.millrace.topic.schema;

/** Schemas from the middle of a proto file. */
final class Schemas {

    private Schemas() {}

    static ProtoSchema proto3(String body) {
        return read("syntax = \"proto3\"; " + body);
    }

    static ProtoSchema proto2(String body) {
        return read("syntax = \"proto2\"; " + body);
    }

    private static ProtoSchema read(String text) {
        var parsed = ProtoText.parse(text);
        if (parsed instanceof ProtoText.Parsed.Schema read) return read.schema();
        throw new AssertionError(parsed + " in " + text);
    }
}
