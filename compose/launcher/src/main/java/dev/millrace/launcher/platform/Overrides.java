package dev.millrace.launcher.platform;

import dev.millrace.part.Settings;
import dev.millrace.part.SettingsException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The settings that were chosen for parts, each given to every part that knows it. For use by one thread. */
final class Overrides {

    private final Map<String, String> environment;
    private final Map<String, String> chosen;
    private final Map<String, String> unclaimed;

    /** @param chosen keys and values that the launcher does not know itself */
    Overrides(Map<String, String> environment, Map<String, String> chosen) {
        this.environment = environment;
        this.chosen = chosen;
        this.unclaimed = new LinkedHashMap<>(chosen);
    }

    /**
     * A part's settings for this JVM.
     *
     * @param derived what the launcher knows better than the defaults and the environment: where the other parts are
     */
    Settings on(Settings defaults, Map<String, String> derived) {
        var settings = defaults.with(environment, Map.of());
        for (var entry : derived.entrySet()) settings = settings.with(entry.getKey(), entry.getValue());
        for (var entry : known(defaults).entrySet()) settings = settings.with(entry.getKey(), entry.getValue());
        return settings;
    }

    /** The same as the environment of a child process, which has this one's beneath it. */
    Map<String, String> asEnvironment(Settings defaults, Map<String, String> derived) {
        on(defaults, derived);
        var variables = new HashMap<String, String>();
        derived.forEach((key, value) -> variables.put(Settings.variable(key), value));
        known(defaults).forEach((key, value) -> variables.put(Settings.variable(key), value));
        return variables;
    }

    /**
     * What was chosen below a key, as arguments of a process that reads its settings itself, after what the launcher
     * knows better.
     */
    List<String> asArguments(String section, Map<String, String> derived) {
        var all = new LinkedHashMap<>(derived);
        chosen.forEach((key, value) -> {
            if (key.startsWith(section + ".")) all.put(key, value);
        });
        unclaimed.keySet().removeAll(all.keySet());
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    private Map<String, String> known(Settings defaults) {
        Set<String> keys =
                StreamSupport.stream(defaults.keys().spliterator(), false).collect(Collectors.toSet());
        var known = new LinkedHashMap<>(chosen);
        known.keySet().retainAll(keys);
        unclaimed.keySet().removeAll(known.keySet());
        return known;
    }

    /** @throws SettingsException when no part knows one of the keys */
    void requireAllKnown() {
        if (unclaimed.isEmpty()) return;
        throw new SettingsException("unknown setting " + String.join(", ", unclaimed.keySet())
                + ": neither the launcher nor a part that runs here has it");
    }
}
