package dev.millrace.launcher;

import dev.millrace.launcher.platform.Endpoints;
import dev.millrace.part.PartFailure;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which running platform a command means, by its data directory. */
final class RunningPlatform {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".millrace",
            description = "The data directory of the running platform (${DEFAULT-VALUE}).")
    private Path data = Path.of(".millrace");

    /** Where its parts serve. */
    Endpoints endpoints() {
        return Endpoints.read(data)
                .orElseThrow(() -> new PartFailure("no platform is running on " + data
                        + "; start one with ./millrace up, or name its directory with --data"));
    }

    /** The address of one of its parts, as {@code endpoints.json} names them. */
    String address(String name) {
        return endpoints()
                .address(name)
                .orElseThrow(() -> new PartFailure("the platform on " + data + " runs without " + name));
    }
}
