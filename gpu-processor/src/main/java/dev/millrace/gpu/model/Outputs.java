package dev.millrace.gpu.model;

import java.util.Map;

/** What a model gives for one picture: values by the names of its outputs. */
public record Outputs(Map<String, float[]> values) {

    public float[] get(String name) {
        var found = values.get(name);
        if (found == null) throw new IllegalStateException("there is no output " + name);
        return found;
    }

    /** Of a model that has one output, whatever its name. */
    public float[] only() {
        if (values.size() != 1) throw new IllegalStateException("there is not one output but " + values.keySet());
        return values.values().iterator().next();
    }
}
