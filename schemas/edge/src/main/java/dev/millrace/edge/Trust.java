package dev.millrace.edge;

/** How well a chain knows where its encoder stands. */
enum Trust {
    /** Bit for bit. */
    SURE,
    /** Deltas were missed: the signals and the time are known, the values are not. */
    ADRIFT,
    /** The keyframe that deltas build upon was missed. */
    LOST
}
