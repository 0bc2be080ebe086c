package dev.millrace.gateway.live;

import java.time.Instant;

/** Where in a partition a subscription begins. */
public sealed interface Start<V> {

    /** With what comes from now on. */
    static <V> Start<V> live() {
        return new Live<>();
    }

    /** With up to {@code records} of each partition that are there already. */
    static <V> Start<V> tail(int records) {
        return new Tail<>(records);
    }

    /** At an offset, or at the oldest record that is left. */
    static <V> Start<V> cursor(long offset) {
        return new Cursor<>(offset);
    }

    /** With the first record that the broker appended then or later. */
    static <V> Start<V> time(Instant appended) {
        return new Time<>(appended);
    }

    /** Where {@code locator} finds that it should. */
    static <V> Start<V> located(Locator<V> locator) {
        return new Located<>(locator);
    }

    record Live<V>() implements Start<V> {}

    record Tail<V>(int records) implements Start<V> {
        public Tail {
            if (records < 0) throw new IllegalArgumentException("a tail has no " + records + " records");
        }
    }

    record Cursor<V>(long offset) implements Start<V> {}

    record Time<V>(Instant appended) implements Start<V> {}

    record Located<V>(Locator<V> locator) implements Start<V> {}

    /** Finds an offset by looking into the log; called on a catch-up thread, where it may block. */
    @FunctionalInterface
    interface Locator<V> {

        long locate(PartitionLook<V> look);
    }
}
