package dev.millrace.logger;

import dev.millrace.part.PartMain;
import dev.millrace.part.Settings;
import dev.millrace.topic.Cluster;
import java.nio.file.Path;
import java.util.Map;

/** An agent as a process: {@code LoggerMain [FILE|KEY=VALUE…]}, or the keys' variables. */
public final class LoggerMain {

    private LoggerMain() {}

    public static void main(String[] arguments) {
        PartMain.run(() -> {
            var settings = settings(arguments);
            return new LoggerAgent(settings.as("cluster", Cluster.class), settings.as("logger", LoggerSettings.class));
        });
    }

    private static Settings settings(String[] arguments) {
        var settings = LoggerSettings.defaults().with(System.getenv(), Map.of());
        for (var argument : arguments) {
            var pair = argument.split("=", 2);
            settings = pair.length == 2 ? settings.with(pair[0], pair[1]) : settings.with(Path.of(argument));
        }
        return settings;
    }
}
