package dev.millrace.gateway;

import java.time.Duration;

/**
 * Whether the other end of a socket is alive, judged by what has been heard since it was last pinged. Times are those
 * of {@link System#nanoTime}. Guarded by its socket.
 */
final class Pulse {

    /** What to do now. */
    enum Beat {
        NOTHING,
        PING,
        /** It reads nothing any more. */
        STALLED,
        /** It does not answer. */
        SILENT
    }

    private final long pingEvery;
    private final long pongWithin;
    private final long writeWithin;
    private long pingedAt;
    /** When the first ping was sent that nothing has answered. */
    private long askedAt;

    private boolean isAsked;
    private boolean isPingWritten = true;

    Pulse(Duration pingEvery, Duration pongWithin, Duration writeWithin, long now) {
        this.pingEvery = pingEvery.toNanos();
        this.pongWithin = pongWithin.toNanos();
        this.writeWithin = writeWithin.toNanos();
        this.pingedAt = now;
    }

    void heard() {
        isAsked = false;
    }

    void pingWritten() {
        isPingWritten = true;
    }

    /** @param isRead whether anything could have been heard */
    Beat beat(long now, boolean isRead) {
        if (!isPingWritten) return now - pingedAt > writeWithin ? Beat.STALLED : Beat.NOTHING;
        if (!isRead) isAsked = false;
        if (isAsked && now - askedAt > pongWithin) return Beat.SILENT;
        if (now - pingedAt < pingEvery) return Beat.NOTHING;
        if (!isAsked) askedAt = now;
        isAsked = true;
        pingedAt = now;
        isPingWritten = false;
        return Beat.PING;
    }
}
