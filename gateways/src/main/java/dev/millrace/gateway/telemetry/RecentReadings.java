package dev.millrace.gateway.telemetry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The newest readings of all vehicles, oldest first, at most a fixed number. Not thread-safe. */
final class RecentReadings {

    private final int most;
    private final ArrayDeque<Reading> readings = new ArrayDeque<>();

    RecentReadings(int most) {
        this.most = most;
    }

    void add(Reading reading) {
        if (readings.size() == most) readings.removeFirst();
        readings.addLast(reading);
    }

    /** Takes what was read from several partitions, and puts it in the order in which it was received. */
    void addAll(List<Reading> unordered) {
        unordered.stream().sorted(Comparator.comparingLong(Reading::receivedNs)).forEach(this::add);
    }

    void removeIf(Predicate<Reading> isForgotten) {
        readings.removeIf(isForgotten);
    }

    List<Reading> last(int count) {
        var all = new ArrayList<>(readings);
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    int size() {
        return readings.size();
    }
}
