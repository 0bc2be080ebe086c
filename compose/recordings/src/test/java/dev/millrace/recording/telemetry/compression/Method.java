package dev.millrace.recording.telemetry.compression;

import java.util.OptionalLong;

/** A way to send a series within the tolerance of each signal. */
interface Method {

    String title();

    Sent send(Series series);

    /**
     * What was sent, and what is shown of it.
     *
     * @param alone bytes when each reading is a message; empty when a reading cannot be shown before later ones are known
     * @param together bytes of the whole as one block
     * @param shown by signal, then by reading
     */
    record Sent(OptionalLong alone, long together, double[][] shown) {}
}
