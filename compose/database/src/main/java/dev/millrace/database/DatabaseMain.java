package dev.millrace.database;

import dev.millrace.part.PartMain;
import dev.millrace.part.Settings;
import java.nio.file.Path;
import java.util.Map;

/**
 * The database as a process. Its arguments are settings files, and settings as {@code database.port=0}; they overlay
 * the environment. When the server dies, the process ends with exit code 1.
 */
public final class DatabaseMain {

    private DatabaseMain() {}

    public static void main(String[] arguments) {
        PartMain.run(() -> new EmbeddedDatabase(config(arguments, System.getenv()), DatabaseMain::exit));
    }

    static EmbeddedDatabase.Config config(String[] arguments, Map<String, String> environment) {
        var settings = Settings.defaults(DatabaseMain.class, "database.yaml").with(environment, Map.of());
        for (var argument : arguments) {
            var pair = argument.split("=", 2);
            settings = pair.length == 2 ? settings.with(pair[0], pair[1]) : settings.with(Path.of(argument));
        }
        return settings.as("database", EmbeddedDatabase.Config.class);
    }

    /** On a thread of its own: stopping waits for the thread that saw the server die. */
    private static void exit() {
        new Thread(() -> System.exit(1), "exit").start();
    }
}
