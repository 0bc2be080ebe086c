package dev.millrace.topology;

/**
 * A record that cannot be processed because of what it holds, thrown where {@link Rejected} cannot be returned: inside
 * a function given to Streams. The record becomes a dead letter; any other exception is a bug.
 */
public final class InvalidInput extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String reason;

    public InvalidInput(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    Rejected rejected() {
        return new Rejected(reason, String.valueOf(getMessage()));
    }
}
