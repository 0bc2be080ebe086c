package dev.millrace.topology;

import dev.millrace.part.Metrics;
import dev.millrace.part.PartMain;
import dev.millrace.part.Settings;
import dev.millrace.topic.Cluster;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs topologies as a process. Its arguments are settings files, and settings as {@code topology.threads=2}; they
 * overlay the environment. A bug in a topology ends the process with exit code 1.
 */
public final class TopologyMain {

    private TopologyMain() {}

    public static void main(String[] arguments) {
        var metrics = new Metrics();
        PartMain.run(metrics, () -> topologies(settings(arguments), metrics));
    }

    private static Settings settings(String[] arguments) {
        var settings = TopologySettings.defaults().with(System.getenv(), Map.of());
        for (var argument : arguments) {
            var pair = argument.split("=", 2);
            settings = pair.length == 2 ? settings.with(pair[0], pair[1]) : settings.with(Path.of(argument));
        }
        return settings;
    }

    private static Topologies topologies(Settings settings, Metrics metrics) {
        return new Topologies(
                settings.as("cluster", Cluster.class),
                settings.as("topology", TopologySettings.class),
                metrics.registry(),
                TopologyMain::exit);
    }

    /** On a thread of its own: stopping waits for the thread that died. */
    private static void exit(Throwable bug) {
        new Thread(() -> System.exit(1), "exit").start();
    }
}
