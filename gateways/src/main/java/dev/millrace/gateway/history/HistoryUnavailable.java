package dev.millrace.gateway.history;

/** The database cannot be asked now, or there is none; the message says which. */
public final class HistoryUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    HistoryUnavailable(String message) {
        super(message);
    }

    HistoryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
