package dev.millrace.part;

import org.jspecify.annotations.Nullable;

/** A part that cannot start, with a sentence for the person who started it. */
public final class PartFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public PartFailure(String message) {
        super(message);
    }

    public PartFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
