package dev.millrace.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * The parts of one message until it is whole. Grows with what has come, never with what was announced, and holds nothing
 * between messages: a socket that sent one large message once stays small. Used by one thread at a time.
 */
final class Fragments {

    private final int limit;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private StringBuilder text = new StringBuilder(0);

    /** @param limit of bytes; text counts its characters */
    Fragments(int limit) {
        this.limit = limit;
    }

    boolean isTooLargeWith(int more) {
        return (long) bytes.size() + text.length() + more > limit;
    }

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    void add(ByteBuffer part) {
        var copy = new byte[part.remaining()];
        part.get(copy);
        bytes.writeBytes(copy);
    }

    void add(String part) {
        text.append(part);
    }

    ByteBuffer takeBytes() {
        var whole = ByteBuffer.wrap(bytes.toByteArray());
        bytes = new ByteArrayOutputStream(0);
        return whole;
    }

    String takeText() {
        var whole = text.toString();
        text = new StringBuilder(0);
        return whole;
    }
}
