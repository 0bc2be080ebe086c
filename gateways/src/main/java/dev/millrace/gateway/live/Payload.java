package dev.millrace.gateway.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One WebSocket message as it leaves, encoded once and shared by every viewer. Immutable and thread-safe. */
public final class Payload {

    private static final long NEVER = Long.MAX_VALUE;

    private final @Nullable ByteBuffer binary;
    private final String text;
    private final int bytes;
    private final boolean isKeyframe;
    private final @Nullable Payload preamble;
    private final long deadline;

    private Payload(
            @Nullable ByteBuffer binary,
            String text,
            int bytes,
            boolean isKeyframe,
            @Nullable Payload preamble,
            long deadline) {
        this.binary = binary;
        this.text = text;
        this.bytes = bytes;
        this.isKeyframe = isKeyframe;
        this.preamble = preamble;
        this.deadline = deadline;
    }

    /** @param content not to be changed any more */
    public static Payload binary(ByteBuffer content) {
        return new Payload(content.asReadOnlyBuffer(), "", content.remaining(), false, null, NEVER);
    }

    public static Payload text(String content) {
        return new Payload(null, content, content.getBytes(StandardCharsets.UTF_8).length, false, null, NEVER);
    }

    /** The same message, as one from which a viewer that has lost messages can go on. */
    public Payload keyframe() {
        return new Payload(binary, text, bytes, true, null, deadline);
    }

    /** As {@link #keyframe()}, after {@code first} has told the viewer again what it may have lost. */
    public Payload keyframe(Payload first) {
        return new Payload(binary, text, bytes, true, first, deadline);
    }

    /** The same message, as one that is not to be written any more from this {@link System#nanoTime} on. */
    public Payload until(long nanoTime) {
        return new Payload(binary, text, bytes, isKeyframe, preamble, nanoTime == NEVER ? nanoTime - 1 : nanoTime);
    }

    /** Whether it is not to be written any more. */
    boolean isOver(long nanoTime) {
        return deadline != NEVER && nanoTime - deadline >= 0;
    }

    /** The size on the wire, without framing. */
    public int bytes() {
        return bytes;
    }

    public boolean isKeyframe() {
        return isKeyframe;
    }

    public boolean isText() {
        return binary == null;
    }

    /** What goes before this keyframe to a viewer that has lost messages. */
    public Optional<Payload> preamble() {
        return Optional.ofNullable(preamble);
    }

    /** A view of its own of the shared bytes; of a text, its UTF-8 form. */
    public ByteBuffer content() {
        return binary == null ? ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)) : binary.duplicate();
    }

    /** The text; empty for a binary message. */
    public String text() {
        return text;
    }
}
