package dev.millrace.registry;

import dev.millrace.part.PartMain;
import dev.millrace.part.Settings;
import dev.millrace.part.SettingsException;
import java.nio.file.Path;
import java.util.Map;

/** The registry as a process: {@code RegistryMain [--config FILE] [KEY=VALUE…]}, or the keys' variables. */
public final class RegistryMain {

    private RegistryMain() {}

    public static void main(String[] arguments) {
        PartMain.run(() -> new SchemaRegistry(config(arguments, System.getenv())));
    }

    static SchemaRegistry.Config config(String[] arguments, Map<String, String> environment) {
        var settings = Settings.defaults(RegistryMain.class, "registry.yaml");
        int first = 0;
        if (arguments.length > 1 && arguments[0].equals("--config")) {
            settings = settings.with(Path.of(arguments[1]));
            first = 2;
        }
        settings = settings.with(environment, Map.of());
        for (int i = first; i < arguments.length; i++) {
            var pair = arguments[i].split("=", 2);
            if (pair.length < 2) throw new SettingsException("expected KEY=VALUE, not " + arguments[i]);
            settings = settings.with(pair[0], pair[1]);
        }
        return settings.as("registry", SchemaRegistry.Config.class);
    }
}
