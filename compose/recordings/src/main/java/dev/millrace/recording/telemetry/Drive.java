package dev.millrace.recording.telemetry;

import java.util.OptionalLong;

/** A sequence of readings in the order of their time; iterating again gives the same ones again. */
public interface Drive extends Iterable<Reading> {

    /** What to call it in a table. */
    String title();

    /** How many readings there are; empty when it never ends. */
    OptionalLong length();
}
