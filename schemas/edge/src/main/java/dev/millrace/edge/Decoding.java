package dev.millrace.edge;

/** What becomes of a packet. */
public sealed interface Decoding {

    /** @param next the state after it */
    record Decoded(EdgeReading reading, EdgeState next) implements Decoding {}

    /** It was seen before; nothing changes. */
    record Duplicate(long epoch, long sequence) implements Decoding {}

    /**
     * It cannot be used; nothing changes.
     *
     * @param reason a word of a closed list: malformed, impossible, forgotten
     */
    record Rejected(String reason, String message) implements Decoding {}
}
