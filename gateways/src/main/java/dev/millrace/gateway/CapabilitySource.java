package dev.millrace.gateway;

import dev.millrace.part.Settings;
import dev.millrace.part.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The capabilities on the classpath, those of the platform and any that a jar adds. */
final class CapabilitySource {

    private CapabilitySource() {}

    /**
     * @param names those to make; empty for all
     * @throws SettingsException when there is none of a name
     */
    static List<Capability> make(List<String> names, Platform platform, Settings settings) {
        var known = known();
        for (var name : names) {
            if (!known.containsKey(name)) {
                throw new SettingsException("gateway.capabilities: there is no " + name + "; there are "
                        + String.join(", ", known.keySet()));
            }
        }
        return known.entrySet().stream()
                .filter(entry -> names.isEmpty() || names.contains(entry.getKey()))
                .map(entry -> entry.getValue().create(platform, settings))
                .toList();
    }

    private static Map<String, CapabilityFactory> known() {
        return ServiceLoader.load(CapabilityFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toMap(
                        CapabilityFactory::name, factory -> factory, (one, other) -> one, TreeMap::new));
    }
}
