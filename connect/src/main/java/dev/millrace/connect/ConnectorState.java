package dev.millrace.connect;

import dev.millrace.part.Health;
import java.util.LinkedHashMap;
import java.util.Map;

/** The state of a connector or of one of its tasks in Connect's own words; the trace of one that failed. */
record ConnectorState(String state, String trace) {

    /** Of a whole connector: ready when it and at least one task run, and none has failed. */
    static Health health(ConnectorState connector, Map<Integer, ConnectorState> tasks) {
        var states = new LinkedHashMap<String, Health>();
        states.put("connector", connector.health());
        tasks.forEach((id, task) -> states.put("task " + id, task.health()));
        if (tasks.isEmpty()) states.put("tasks", Health.of(Health.State.STARTING, "none yet"));
        return Health.of(states);
    }

    private Health health() {
        if (state.equals("RUNNING")) return Health.ready();
        if (state.equals("FAILED")) {
            return Health.of(Health.State.DOWN, trace.lines().findFirst().orElse("failed"));
        }
        if (state.equals("PAUSED") || state.equals("STOPPED")) return Health.of(Health.State.DRAINING, state);
        return Health.of(Health.State.STARTING, state);
    }
}
