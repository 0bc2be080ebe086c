package dev.millrace.gateway.clock;

import java.util.OptionalLong;

/**
 * What a device's stamps and their arrival tell of its clock: nothing arrives before it was sent, so its offset is at
 * most the smallest difference seen. Looks back between one and two minutes; a clock that has started again is noticed.
 * Not thread-safe.
 */
final class ArrivalBound {

    private static final long BLOCK_NS = 60_000_000_000L;
    private static final long JUMP_NS = 10_000_000_000L;
    private static final int CONFIRMATIONS = 5;

    private boolean isKnown;
    private long blockBeganNs;
    private long current;
    private long before;
    private int jumped;

    /** @return whether the clock has started again */
    boolean heard(long deviceNs, long receivedNs) {
        var difference = receivedNs - deviceNs;
        if (isKnown && difference - bound() > JUMP_NS) {
            jumped++;
            if (jumped < CONFIRMATIONS) return false;
            begin(difference, receivedNs);
            return true;
        }
        jumped = 0;
        if (!isKnown) {
            begin(difference, receivedNs);
        } else if (receivedNs - blockBeganNs > BLOCK_NS) {
            before = current;
            current = difference;
            blockBeganNs = receivedNs;
        } else {
            current = Math.min(current, difference);
        }
        return false;
    }

    OptionalLong mostNs() {
        return isKnown ? OptionalLong.of(bound()) : OptionalLong.empty();
    }

    private long bound() {
        return Math.min(current, before);
    }

    private void begin(long difference, long receivedNs) {
        isKnown = true;
        jumped = 0;
        current = difference;
        before = difference;
        blockBeganNs = receivedNs;
    }
}
