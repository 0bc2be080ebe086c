package dev.millrace.recording.telemetry;

import java.util.List;
import java.util.OptionalLong;

/** A sequence of readings in the order of their time; iterating again gives the same ones again. */
public interface Drive extends Iterable<Reading> {

    /** What to call it in a table. */
    String title();

    /** Signals that its readings may have besides the usual ones. */
    default List<String> further() {
        return List.of();
    }

    /** How many readings there are; empty when it never ends. */
    OptionalLong length();
}
