package dev.millrace.topic.schema;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Strings as they stand between quotes in a proto file. In memory they hold one byte per character. */
final class Escapes {

    private Escapes() {}

    /** The bytes that the text between the quotes stands for; empty when an escape is not valid. */
    static Optional<String> resolve(String quoted) {
        try {
            return Optional.of(TextFormat.unescapeBytes(quoted).toString(StandardCharsets.ISO_8859_1));
        } catch (TextFormat.InvalidEscapeSequenceException e) {
            return Optional.empty();
        }
    }

    static String escape(ByteString bytes) {
        return TextFormat.escapeBytes(bytes);
    }

    static String escape(String text) {
        return escape(ByteString.copyFromUtf8(text));
    }

    static ByteString bytes(String value) {
        return ByteString.copyFrom(value, StandardCharsets.ISO_8859_1);
    }

    /** As text; a byte sequence that is no UTF-8 shows its replacement characters. */
    static String utf8(String value) {
        return bytes(value).toStringUtf8();
    }
}
