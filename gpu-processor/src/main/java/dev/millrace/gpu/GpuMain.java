package dev.millrace.gpu;

import dev.millrace.part.Metrics;
import dev.millrace.part.PartMain;
import dev.millrace.part.Settings;
import dev.millrace.topic.Cluster;
import java.nio.file.Path;
import java.util.Map;

/**
 * A worker as a process: {@code GpuMain [FILE|KEY=VALUE…]}, or the keys' variables. A bug ends it with exit code 1, and
 * whoever watches it starts it again.
 */
public final class GpuMain {

    private GpuMain() {}

    public static void main(String[] arguments) {
        var metrics = new Metrics();
        PartMain.run(metrics, () -> {
            var settings = settings(arguments);
            return new GpuProcessor(
                    settings.as("cluster", Cluster.class),
                    settings.as("gpu", GpuSettings.class),
                    metrics,
                    GpuMain::exit);
        });
    }

    private static Settings settings(String[] arguments) {
        var settings = GpuSettings.defaults().with(System.getenv(), Map.of());
        for (var argument : arguments) {
            var pair = argument.split("=", 2);
            settings = pair.length == 2 ? settings.with(pair[0], pair[1]) : settings.with(Path.of(argument));
        }
        return settings;
    }

    /** On a thread of its own: stopping waits for the thread that died. */
    private static void exit(Throwable bug) {
        new Thread(() -> System.exit(1), "exit").start();
    }
}
