package dev.millrace.connect.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stores all rows that can be stored, and finds those that cannot by halves: k of n in about 2k·log₂(n) attempts. */
final class Bisection {

    private Bisection() {}

    /** Stores all of some rows or, saying why, none. */
    interface Store<R, W> {
        Optional<W> store(List<R> rows);
    }

    /** A row that cannot be stored even alone, and why. */
    record Refusal<R, W>(R row, W why) {}

    /** Those that were refused, in order; all others are stored. */
    static <R, W> List<Refusal<R, W>> store(List<R> rows, Store<R, W> store) {
        var refused = new ArrayList<Refusal<R, W>>();
        store(rows, store, refused);
        return refused;
    }

    private static <R, W> void store(List<R> rows, Store<R, W> store, List<Refusal<R, W>> refused) {
        if (rows.isEmpty()) return;
        var why = store.store(rows);
        if (why.isEmpty()) return;
        if (rows.size() == 1) {
            refused.add(new Refusal<>(rows.get(0), why.get()));
            return;
        }
        int middle = rows.size() / 2;
        store(rows.subList(0, middle), store, refused);
        store(rows.subList(middle, rows.size()), store, refused);
    }
}
