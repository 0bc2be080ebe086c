package dev.millrace.part;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a part is.
 *
 * @param detail a short sentence; empty when there is nothing to say
 * @param components the health of what it is made of, by name
 */
public record Health(State state, String detail, Map<String, Health> components) {

    /** From best to worst. */
    public enum State {
        READY,
        /** Serves, but something it wants is missing. */
        DEGRADED,
        STARTING,
        /** Takes no new work. */
        DRAINING,
        DOWN
    }

    public Health {
        components = Map.copyOf(new LinkedHashMap<>(components));
    }

    public static Health ready() {
        return of(State.READY, "");
    }

    public static Health of(State state, String detail) {
        return new Health(state, detail, Map.of());
    }

    /** As its worst component. */
    public static Health of(Map<String, Health> components) {
        var worst = components.entrySet().stream()
                .max(Comparator.comparing(e -> e.getValue().state()));
        var state = worst.map(e -> e.getValue().state()).orElse(State.READY);
        var detail = worst.filter(e -> state != State.READY)
                .map(e -> e.getKey() + ": " + e.getValue().detail())
                .orElse("");
        return new Health(state, detail, components);
    }

    /** Whether new work may be sent here. */
    public boolean isReady() {
        return state == State.READY || state == State.DEGRADED;
    }
}
