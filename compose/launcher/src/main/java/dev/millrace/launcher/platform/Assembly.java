package dev.millrace.launcher.platform;

import dev.millrace.part.Part;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of one platform in the order they depend on each other.
 *
 * @param endpoints those that are known before anything runs
 */
record Assembly(List<Part> parts, Map<String, String> endpoints) {

    Assembly {
        parts = List.copyOf(parts);
        endpoints = Collections.unmodifiableMap(new LinkedHashMap<>(endpoints));
    }
}
