package dev.millrace.gateway.analyst.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of a topic that may matter to a question: those in any of the boxes. It never leaves out one that does;
 * it may hold others. Immutable.
 */
record Reach(List<Box> boxes) {

    static final Reach ALL = new Reach(List.of(Box.ALL));
    static final Reach NONE = new Reach(List.of());

    /** Beyond so many, boxes become one that holds them all. */
    private static final int MOST = 32;

    Reach {
        var held = boxes.stream().filter(box -> !box.isEmpty()).distinct().toList();
        boxes = held.size() <= MOST
                ? held
                : List.of(held.stream().reduce(Box::with).orElse(Box.ALL));
    }

    static Reach of(Box box) {
        return new Reach(List.of(box));
    }

    Reach and(Reach other) {
        var both = new ArrayList<Box>(boxes.size() * other.boxes.size());
        for (var one : boxes) {
            for (var another : other.boxes) both.add(one.and(another));
        }
        return new Reach(both);
    }

    Reach or(Reach other) {
        var either = new ArrayList<>(boxes);
        either.addAll(other.boxes);
        return new Reach(either);
    }

    boolean isAll() {
        return boxes.contains(Box.ALL);
    }

    boolean contains(int partition, long offset, long time, Optional<String> key) {
        for (var box : boxes) {
            if (box.contains(partition, offset, time, key)) return true;
        }
        return false;
    }
}
