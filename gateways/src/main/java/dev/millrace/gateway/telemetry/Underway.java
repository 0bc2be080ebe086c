package dev.millrace.gateway.telemetry;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Packets that were taken in here and have not come back as readings, by vehicle. Not thread-safe. */
final class Underway {

    private final Map<String, Long> arrived = new HashMap<>();
    private final Map<String, NavigableSet<Long>> underway = new HashMap<>();
    /** More than are ever shown: while the topology is away, no more are kept. */
    private static final int MOST = 1000;

    private int count;

    /** Unless it has come back before this was known. */
    void add(String vehicle, long offset) {
        if (count >= MOST || arrived.getOrDefault(vehicle, -1L) >= offset) return;
        if (underway.computeIfAbsent(vehicle, absent -> new TreeSet<>()).add(offset)) count++;
    }

    /** What of the vehicle stands before has come back, too, or never will: it was said twice, or was no reading. */
    void arrived(String vehicle, long offset) {
        arrived.merge(vehicle, offset, Math::max);
        var waiting = underway.get(vehicle);
        if (waiting == null) return;
        var done = waiting.headSet(offset, true);
        count -= done.size();
        done.clear();
        if (waiting.isEmpty()) underway.remove(vehicle);
    }

    int count() {
        return count;
    }
}
