package dev.millrace.connect.letter;

import org.apache.kafka.connect.errors.DataException;

/** A record that cannot be stored as it is, and why: a closed word for counting and a sentence for people. */
public final class Refused extends DataException {

    private static final long serialVersionUID = 1;

    private static final String BETWEEN = ": ";

    /** What Connect's error headers hold of one. */
    record Cause(String reason, String message) {}

    public Refused(String reason, String message) {
        super(reason + BETWEEN + message);
    }

    static Cause parse(String text) {
        var pair = text.split(BETWEEN, 2);
        return pair.length == 2 ? new Cause(pair[0], pair[1]) : new Cause("refused", text);
    }
}
