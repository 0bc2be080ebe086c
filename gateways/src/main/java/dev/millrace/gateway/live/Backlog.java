package dev.millrace.gateway.live;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one socket, bounded in bytes; not thread-safe.
 *
 * <p>A single message larger than the bound is taken when nothing else waits.
 */
final class Backlog {

    private final Overflow overflow;
    private final long bound;
    private final ArrayDeque<Payload> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean isAwaitingKeyframe;

    Backlog(Overflow overflow, long bound) {
        this.overflow = overflow;
        this.bound = bound;
    }

    /** Whether the payload can be added with nothing lost. */
    boolean fits(Payload payload) {
        return !isAwaitingKeyframe && (waiting.isEmpty() || bytes + payload.bytes() <= bound);
    }

    /** Adds the payload as the policy allows, and returns how many messages were lost, itself included. */
    int add(Payload payload) {
        if (fits(payload)) {
            push(payload);
            return 0;
        }
        if (overflow == Overflow.NEVER_DROP) return 1;
        return overflow == Overflow.DROP_OLDEST ? addDroppingOldest(payload) : addDroppingToKeyframe(payload);
    }

    /** The next to be written, or null. */
    @Nullable
    Payload next() {
        var payload = waiting.poll();
        if (payload != null) bytes -= payload.bytes();
        return payload;
    }

    /** That {@link #next()} would return. */
    @Nullable
    Payload oldest() {
        return waiting.peekFirst();
    }

    @Nullable
    Payload newest() {
        return waiting.peekLast();
    }

    /** Drops everything, and returns how many messages that were. */
    int clear() {
        var lost = waiting.size();
        waiting.clear();
        bytes = 0;
        return lost;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    long bytes() {
        return bytes;
    }

    private int addDroppingOldest(Payload payload) {
        var lost = 0;
        while (!fits(payload)) {
            next();
            lost++;
        }
        push(payload);
        return lost;
    }

    private int addDroppingToKeyframe(Payload payload) {
        if (payload.isKeyframe()) {
            var lost = clear();
            isAwaitingKeyframe = false;
            resumeWith(payload);
            return lost;
        }
        var lost = isAwaitingKeyframe ? 0 : dropToNewestKeyframe();
        if (fits(payload)) {
            push(payload);
            return lost;
        }
        isAwaitingKeyframe = true;
        return lost + clear() + 1;
    }

    /** Drops what waits before the newest waiting keyframe; nothing when there is none. */
    private int dropToNewestKeyframe() {
        var before = 0;
        var position = 0;
        for (var payload : waiting) {
            if (payload.isKeyframe()) before = position;
            position++;
        }
        for (var i = 0; i < before; i++) next();
        if (before > 0) reinsertPreamble();
        return before;
    }

    private void reinsertPreamble() {
        var keyframe = waiting.getFirst();
        keyframe.preamble().ifPresent(preamble -> {
            waiting.addFirst(preamble);
            bytes += preamble.bytes();
        });
    }

    private void resumeWith(Payload keyframe) {
        keyframe.preamble().ifPresent(this::push);
        push(keyframe);
    }

    private void push(Payload payload) {
        waiting.add(payload);
        bytes += payload.bytes();
    }
}
