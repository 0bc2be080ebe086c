package dev.millrace.gateway;

import dev.millrace.part.Metrics;
import dev.millrace.part.PartMain;
import dev.millrace.part.Settings;
import java.nio.file.Path;

/** A gateway as a process. Its arguments are settings files, and settings as {@code gateway.port=8080}. */
public final class GatewayMain {

    private GatewayMain() {}

    public static void main(String[] arguments) {
        var metrics = new Metrics();
        PartMain.run(metrics, () -> Gateway.of(settings(arguments), metrics));
    }

    private static Settings settings(String[] arguments) {
        var settings = GatewaySettings.of(System.getenv());
        for (var argument : arguments) {
            var pair = argument.split("=", 2);
            settings = pair.length == 2 ? settings.with(pair[0], pair[1]) : settings.with(Path.of(argument));
        }
        return settings;
    }
}
