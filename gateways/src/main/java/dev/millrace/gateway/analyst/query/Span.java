package dev.millrace.gateway.analyst.query;

/** Whole numbers from {@code least} to {@code most}, both included; empty where {@code least} is more. */
record Span(long least, long most) {

    static final Span ALL = new Span(Long.MIN_VALUE, Long.MAX_VALUE);
    static final Span NONE = new Span(1, 0);

    static Span of(long only) {
        return new Span(only, only);
    }

    static Span from(long least) {
        return new Span(least, Long.MAX_VALUE);
    }

    static Span upTo(long most) {
        return new Span(Long.MIN_VALUE, most);
    }

    static Span after(long bound) {
        return bound == Long.MAX_VALUE ? NONE : from(bound + 1);
    }

    static Span before(long bound) {
        return bound == Long.MIN_VALUE ? NONE : upTo(bound - 1);
    }

    Span and(Span other) {
        return new Span(Math.max(least, other.least), Math.min(most, other.most));
    }

    /** The smallest that holds both. */
    Span with(Span other) {
        if (isEmpty()) return other;
        if (other.isEmpty()) return this;
        return new Span(Math.min(least, other.least), Math.max(most, other.most));
    }

    boolean isEmpty() {
        return least > most;
    }

    boolean contains(long number) {
        return least <= number && number <= most;
    }
}
