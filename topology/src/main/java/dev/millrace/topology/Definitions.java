package dev.millrace.topology;

import dev.millrace.part.SettingsException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The topologies that there are: those of this module and of every other jar on the classpath. */
final class Definitions {

    private Definitions() {}

    /** @param names of topologies, or {@code all} */
    static List<TopologyDefinition> named(List<String> names) {
        var known = new TreeMap<String, TopologyDefinition>();
        for (var definition : ServiceLoader.load(TopologyDefinition.class)) {
            if (known.put(definition.name(), definition) != null) {
                throw new IllegalStateException("two topologies are named " + definition.name());
            }
        }
        if (names.contains("all")) return List.copyOf(known.values());
        return names.stream()
                .distinct()
                .map(name -> {
                    var definition = known.get(name);
                    if (definition != null) return definition;
                    throw new SettingsException(
                            "topology.run: no topology " + name + "; there are " + String.join(", ", known.keySet()));
                })
                .toList();
    }
}
