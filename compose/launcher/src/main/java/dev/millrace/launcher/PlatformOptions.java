package dev.millrace.launcher;

import dev.millrace.launcher.platform.PlatformSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that runs a platform. */
final class PlatformOptions {

    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept.")
    private @Nullable Path data;

    @Option(
            names = "--only",
            paramLabel = "CAPABILITY",
            split = ",",
            description = "Run these capabilities alone, as in --only hub,telemetry.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any setting: of the launcher (ports.console=0, kafka=HOST:PORT, gateway.as=child) or of"
                    + " the parts, as their settings files name them. May be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--children", description = "Run each part as a process of its own.")
    private boolean isApart;

    /** @param directory where to keep everything when nothing was said */
    PlatformSettings.Read read(@Nullable Path directory) {
        var choices = new LinkedHashMap<String, String>();
        if (directory != null) choices.put("directory", directory.toString());
        if (data != null) choices.put("directory", data.toString());
        if (isApart) for (var part : List.of("registry", "topology", "gateway")) choices.put(part + ".as", "child");
        if (!only.isEmpty()) choices.put("only", only.toString());
        choices.putAll(settings);
        return PlatformSettings.read(System.getenv(), choices);
    }

    /** The capabilities to run; empty for all. */
    List<String> only() {
        return List.copyOf(only);
    }

    boolean isDataGiven() {
        return data != null || settings.containsKey("directory");
    }
}
