package dev.millrace.endtoend;

import dev.millrace.launcher.platform.EmbeddedPlatform;
import dev.millrace.launcher.platform.Observer;
import dev.millrace.launcher.platform.PlatformSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A platform as people start it, on free ports; a database, and a worker that decodes video, only if the settings ask for it. */
final class Millrace implements AutoCloseable {

    private static final List<String> PORTS =
            List.of("console", "hub", "telemetry", "kafka", "schema-registry", "connect", "database");

    private final EmbeddedPlatform platform;

    private Millrace(EmbeddedPlatform platform) {
        this.platform = platform;
    }

    static Millrace start(Path directory) {
        return start(directory, Map.of());
    }

    static Millrace start(Path directory, Map<String, String> settings) {
        var choices = new HashMap<>(settings);
        choices.put("directory", directory.toString());
        for (var port : PORTS) choices.putIfAbsent("ports." + port, "0");
        choices.putIfAbsent("connect.as", "elsewhere");
        choices.putIfAbsent("gpu.as", "elsewhere");
        var platform = EmbeddedPlatform.claim(PlatformSettings.read(Map.of(), choices), false, Observer.NONE);
        platform.start();
        return new Millrace(platform);
    }

    /** The base of a legacy port or of the console, as {@code http://127.0.0.1:8080}. */
    String at(String endpoint) {
        return platform.endpoints().address(endpoint).orElseThrow();
    }

    URI http(String endpoint, String path) {
        return URI.create(at(endpoint) + path);
    }

    URI socket(String endpoint, String path) {
        return URI.create(at(endpoint).replaceFirst("^http", "ws") + path);
    }

    EmbeddedPlatform platform() {
        return platform;
    }

    Path directory() {
        return platform.directory();
    }

    @Override
    public void close() {
        platform.close();
    }
}
