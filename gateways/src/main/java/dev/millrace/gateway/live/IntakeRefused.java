package dev.millrace.gateway.live;

import org.jspecify.annotations.Nullable;

/** A record was not taken; unless the reason is {@link Reason#UNCONFIRMED}, no broker has it. */
public final class IntakeRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Why; in lower case the tag of the counter. */
    public enum Reason {
        /** Too many bytes await the broker. */
        FULL,
        KAFKA_AWAY,
        REGISTRY_AWAY,
        /** Larger than a record may be, or not acceptable to broker or registry as it is. */
        INVALID,
        /** Sent, but the broker did not acknowledge in time: it may or may not be there. */
        UNCONFIRMED,
        /** Who must read the topic is so far behind that the record might be deleted unread. */
        UNREAD,
        CLOSED
    }

    private final Reason reason;

    IntakeRefused(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Whether the same record may be taken later. */
    public boolean isWeather() {
        return reason != Reason.INVALID;
    }
}
