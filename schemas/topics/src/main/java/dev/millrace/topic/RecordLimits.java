package dev.millrace.topic;

/** The sizes of records, all derived from the largest value that travels inline. */
public final class RecordLimits {

    /** Larger values go to an object store, and a record refers to them. */
    public static final int INLINE_BYTES = 4 << 20;

    /** Largest request, batch and record that brokers, producers and consumers must take: a value, its head and headers. */
    public static final int RECORD_BYTES = INLINE_BYTES + (64 << 10);

    /** How much of a refused value a dead letter keeps. */
    public static final int DEAD_LETTER_BYTES = 64 << 10;

    private RecordLimits() {}
}
