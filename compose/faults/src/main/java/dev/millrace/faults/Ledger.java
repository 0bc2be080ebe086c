package dev.millrace.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was sent and what was acknowledged, to be held against what a reader finds. Thread-safe.
 *
 * <p>A sender numbers its messages per key in rising order, sends the next only when the last was answered or is given
 * up, and never sends one again: so each message may be found once at the most.
 */
final class Ledger {

    /** One message: the {@code number}-th of a key. */
    record Entry(String key, long number) {}

    private final Set<Entry> sent = new HashSet<>();
    private final Set<Entry> acknowledged = new HashSet<>();

    synchronized void sent(Entry entry) {
        sent.add(entry);
    }

    synchronized void acknowledged(Entry entry) {
        acknowledged.add(entry);
    }

    synchronized int acknowledgedCount() {
        return acknowledged.size();
    }

    /** @param found what a committed reader found, in its order within each key */
    synchronized Verdict compare(List<Entry> found) {
        var counts = new HashMap<Entry, Integer>();
        found.forEach(entry -> counts.merge(entry, 1, Integer::sum));
        var lost = acknowledged.stream()
                .filter(entry -> !counts.containsKey(entry))
                .toList();
        var doubled = counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
        var invented =
                counts.keySet().stream().filter(entry -> !sent.contains(entry)).toList();
        return new Verdict(sent.size(), acknowledged.size(), found.size(), lost, doubled, invented, disordered(found));
    }

    private static List<Entry> disordered(List<Entry> found) {
        var highest = new HashMap<String, Long>();
        var disordered = new ArrayList<Entry>();
        for (var entry : found) {
            var before = highest.merge(entry.key(), entry.number(), Math::max);
            if (before > entry.number()) disordered.add(entry);
        }
        return disordered;
    }
}
