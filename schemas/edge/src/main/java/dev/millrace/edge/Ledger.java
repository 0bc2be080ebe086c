package dev.millrace.edge;

import java.util.ArrayList;
import java.util.List;

/**
 * Which readings of an epoch have arrived: all from the floor to the newest, but for the missing ones.
 *
 * @param newest -1 before the first
 * @param floor of what is below it nothing is known any more
 */
record Ledger(long floor, long newest, List<Range> missing) {

    static final int MOST_RANGES = 64;
    static final Ledger EMPTY = new Ledger(0, -1, List.of());

    /** Sequences, both ends included. */
    record Range(long first, long last) {
        boolean holds(long sequence) {
            return first <= sequence && sequence <= last;
        }
    }

    Ledger {
        missing = List.copyOf(missing);
    }

    boolean isForgotten(long sequence) {
        return sequence < floor;
    }

    boolean has(long sequence) {
        return sequence <= newest && missing.stream().noneMatch(range -> range.holds(sequence));
    }

    /** With one more, that it does not have. */
    Ledger with(long sequence) {
        if (sequence == newest + 1) return new Ledger(floor, sequence, missing);
        var left = new ArrayList<Range>(missing.size() + 1);
        if (sequence > newest) {
            left.addAll(missing);
            left.add(new Range(newest + 1, sequence - 1));
        } else {
            for (var range : missing) split(range, sequence, left);
        }
        var newFloor = floor;
        while (left.size() > MOST_RANGES) newFloor = left.remove(0).last() + 1;
        return new Ledger(newFloor, Math.max(newest, sequence), left);
    }

    private static void split(Range range, long sequence, List<Range> into) {
        if (!range.holds(sequence)) {
            into.add(range);
            return;
        }
        if (range.first < sequence) into.add(new Range(range.first, sequence - 1));
        if (range.last > sequence) into.add(new Range(sequence + 1, range.last));
    }
}
