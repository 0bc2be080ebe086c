package dev.millrace.gateway.live;

/** What an outbox does with a message that does not fit. */
public enum Overflow {
    /** Drops the oldest messages, and can say how many. */
    DROP_OLDEST,
    /** Drops up to the newest keyframe; without one among what waits, everything until the next. */
    DROP_TO_KEYFRAME,
    /** Closes the socket with 1013, because what it missed cannot be left out. */
    NEVER_DROP
}
