package dev.millrace.launcher.platform;

import dev.millrace.part.Part;
import java.util.List;
import java.util.Map;

/**
 * The parts of one platform in the order they depend on each other, and where each will serve.
 *
 * @param served by part, as people want to see it
 */
record Assembly(List<Part> parts, Endpoints endpoints, Map<String, String> served) {

    Assembly {
        parts = List.copyOf(parts);
        served = Map.copyOf(served);
    }

    String served(String part) {
        return served.getOrDefault(part, "");
    }
}
