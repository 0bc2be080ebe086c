package dev.millrace.part;

/** A setting that is unknown, missing or wrong; the message names it and says what is expected. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SettingsException(String message) {
        super(message);
    }
}
