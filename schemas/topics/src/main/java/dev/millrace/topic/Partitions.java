package dev.millrace.topic;

/**
 * How many partitions each class of topics has in one namespace.
 *
 * @param tiny for commands and events of few keys
 * @param normal for state and derived records
 * @param wide for media and high rates
 */
public record Partitions(int tiny, int normal, int wide) {

    public static final Partitions EMBEDDED = new Partitions(1, 4, 8);

    /** How widely a topic is spread. Topics that are joined share a class. */
    public enum Spread {
        /** One partition, because one task decides over all keys. */
        SINGLE,
        TINY,
        NORMAL,
        WIDE,
        /** As many as others made it with, and five if it is made here; never joined. */
        FOREIGN
    }

    private static final int FOREIGN = 5;

    public Partitions {
        if (tiny < 1 || normal < 1 || wide < 1)
            throw new IllegalArgumentException("a topic has at least one partition");
    }

    public int of(Spread spread) {
        if (spread == Spread.FOREIGN) return FOREIGN;
        if (spread == Spread.WIDE) return wide;
        if (spread == Spread.NORMAL) return normal;
        return spread == Spread.TINY ? tiny : 1;
    }
}
