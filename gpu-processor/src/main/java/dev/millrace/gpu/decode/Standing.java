package dev.millrace.gpu.decode;

/** Where a packet stands among those that can be read now. */
enum Standing {
    /** So much is behind it in the log that it is worth decoding, but not showing. */
    OLD,
    /** A newer picture of its stream came with it, or may be about to come. */
    FOLLOWED,
    /** No newer picture of its stream is in the log. */
    NEWEST
}
