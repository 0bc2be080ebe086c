package dev.millrace.gateway;

/**
 * Decides when a socket may be read for its next message: not while more bytes are in flight than its limit, nor while
 * it rests for having come too fast. Says yes once for each message. Thread-safe.
 */
final class DemandGate {

    private final long limit;
    private long inFlight;
    private boolean isDemanded;
    private boolean isResting;

    DemandGate(long maxInFlightBytes) {
        this.limit = maxInFlightBytes;
    }

    /** The message that was asked for has come. */
    synchronized void received(long bytes) {
        isDemanded = false;
        inFlight += bytes;
    }

    synchronized void rest() {
        isResting = true;
    }

    /** Whether to ask for the next message now. */
    synchronized boolean mayDemand() {
        if (isDemanded || isResting || inFlight > limit) return false;
        isDemanded = true;
        return true;
    }

    /** As {@link #mayDemand}, after a message is off this gateway's hands. */
    synchronized boolean completed(long bytes) {
        inFlight -= bytes;
        return mayDemand();
    }

    synchronized boolean rested() {
        isResting = false;
        return mayDemand();
    }

    /** Whether the client is being read from. */
    synchronized boolean isOpen() {
        return isDemanded;
    }
}
