package dev.millrace.topic.schema;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who must be able to read whose records, and how far back; the names are those of Confluent's registry. */
public enum Level {
    NONE(false, false, false),
    /** The new schema reads what the one before wrote. */
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    /** The schema before reads what the new one writes. */
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean isBackward;
    private final boolean isForward;
    private final boolean isTransitive;

    Level(boolean isBackward, boolean isForward, boolean isTransitive) {
        this.isBackward = isBackward;
        this.isForward = isForward;
        this.isTransitive = isTransitive;
    }

    public static Optional<Level> named(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(level -> level.name().equals(upper))
                .findFirst();
    }

    boolean isBackward() {
        return isBackward;
    }

    boolean isForward() {
        return isForward;
    }

    /** Whether all older schemas count, not the last one alone. */
    boolean isTransitive() {
        return isTransitive;
    }
}
