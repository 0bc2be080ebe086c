package dev.millrace.gateway;

/**
 * What one WebSocket endpoint takes from each client.
 *
 * @param maxMessageBytes a larger message closes the socket with 1009
 * @param maxInFlightBytes above this many bytes whose handling has not completed, nothing more is read
 * @param messagesPerSecond beyond this rate nothing more is read until it is kept again; 0 for no limit
 * @param maxOutgoingFrames frames handed to the server and not yet written; more fails the send
 */
public record SocketLimits(int maxMessageBytes, long maxInFlightBytes, int messagesPerSecond, int maxOutgoingFrames) {

    /** For short messages in both directions. */
    public static final SocketLimits SMALL = new SocketLimits(64 << 10, 256 << 10, 0, 64);

    /** For pictures and video packets. */
    public static final SocketLimits MEDIA = new SocketLimits(4 << 20, 8 << 20, 0, 64);

    public SocketLimits {
        if (maxMessageBytes < 1 || maxInFlightBytes < 1 || messagesPerSecond < 0 || maxOutgoingFrames < 1)
            throw new IllegalArgumentException("limits must be positive");
    }

    /** As the legacy servers did, which closed no socket for less; handlers ignore or reject what is too much for them. */
    public SocketLimits legacyMessage() {
        return message(16 << 20);
    }

    public SocketLimits message(int maxBytes) {
        return new SocketLimits(maxBytes, maxInFlightBytes, messagesPerSecond, maxOutgoingFrames);
    }

    public SocketLimits inFlight(long maxBytes) {
        return new SocketLimits(maxMessageBytes, maxBytes, messagesPerSecond, maxOutgoingFrames);
    }

    public SocketLimits rate(int perSecond) {
        return new SocketLimits(maxMessageBytes, maxInFlightBytes, perSecond, maxOutgoingFrames);
    }
}
