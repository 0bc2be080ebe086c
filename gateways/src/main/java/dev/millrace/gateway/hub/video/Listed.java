package dev.millrace.gateway.hub.video;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sets by key in a concurrent map that holds no empty ones. What is added while another takes the last away stays. */
final class Listed {

    private Listed() {}

    static <T> void add(Map<String, Set<T>> sets, String key, T value) {
        sets.compute(key, (absent, known) -> {
            var set = known == null ? ConcurrentHashMap.<T>newKeySet() : known;
            set.add(value);
            return set;
        });
    }

    static <T> void remove(Map<String, Set<T>> sets, String key, T value) {
        sets.computeIfPresent(key, (present, set) -> {
            set.remove(value);
            return set.isEmpty() ? null : set;
        });
    }
}
