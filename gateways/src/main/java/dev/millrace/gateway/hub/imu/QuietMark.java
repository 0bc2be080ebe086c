package dev.millrace.gateway.hub.imu;

/**
 * Whether it is to be said that a device is quiet: once after so long without a sample, and once more when that was
 * lost on its way. Not thread-safe.
 */
final class QuietMark {

    private enum State {
        UNSAID,
        UNDER_WAY,
        WRITTEN
    }

    private State state = State.UNSAID;
    private long sinceNs;

    /** A sample has come. */
    void heard(long nowNs) {
        state = State.UNSAID;
        sinceNs = nowNs;
    }

    boolean isDue(long nowNs, long afterNs) {
        return state == State.UNSAID && nowNs - sinceNs >= afterNs;
    }

    void said(long nowNs) {
        state = State.UNDER_WAY;
        sinceNs = nowNs;
    }

    void written() {
        if (state == State.UNDER_WAY) state = State.WRITTEN;
    }

    /** It is due again after the same while. */
    void lost() {
        if (state == State.UNDER_WAY) state = State.UNSAID;
    }

    boolean isWritten() {
        return state == State.WRITTEN;
    }
}
