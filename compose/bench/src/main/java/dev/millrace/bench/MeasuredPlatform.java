package dev.millrace.bench;

import static java.util.Objects.requireNonNull;

import dev.millrace.launcher.platform.EmbeddedPlatform;
import dev.millrace.launcher.platform.Observer;
import dev.millrace.launcher.platform.PlatformSettings;
import dev.millrace.topic.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The platform under measurement, on free ports and a directory that goes with it: each part a process of its own. */
final class MeasuredPlatform implements AutoCloseable {

    private static final String GATEWAY_HEAP = "256m";

    /** How the gateway's JVM is started, for what is compared with it. */
    static final List<String> GATEWAY_JVM = List.of("-Xmx" + GATEWAY_HEAP, "-Xss512k", "-XX:+UseSerialGC");

    private final EmbeddedPlatform platform;

    private MeasuredPlatform(EmbeddedPlatform platform) {
        this.platform = platform;
    }

    /** Without an archive, which would take its share of the machine. */
    static MeasuredPlatform start() throws IOException {
        return start(Map.of("connect.as", "elsewhere"));
    }

    static MeasuredPlatform archiving() throws IOException {
        return start(Map.of("ports.connect", "0", "ports.database", "0"));
    }

    private static MeasuredPlatform start(Map<String, String> more) throws IOException {
        var directory = Files.createTempDirectory("millrace-bench");
        var choices = new HashMap<>(Map.of(
                "directory",
                directory.toString(),
                "topology.as",
                "child",
                "gateway.as",
                "child",
                "heap.gateway",
                GATEWAY_HEAP));
        for (var port : List.of("console", "hub", "telemetry", "kafka", "schema-registry"))
            choices.put("ports." + port, "0");
        choices.putAll(more);
        var settings = PlatformSettings.read(Map.of(), choices);
        var platform = EmbeddedPlatform.claim(settings, true, Observer.NONE);
        platform.start();
        return new MeasuredPlatform(platform);
    }

    String kafka() {
        return platform.endpoints().address("kafka").orElseThrow();
    }

    String jdbc() {
        return platform.endpoints().address("jdbc").orElseThrow();
    }

    URI connect() {
        return URI.create(platform.endpoints().address("connect").orElseThrow());
    }

    Cluster cluster() {
        return Cluster.of(
                kafka(), platform.endpoints().address("schemaRegistry").orElseThrow());
    }

    ProcessHandle gateway() {
        return requireNonNull(platform.processes().get("gateway"), "the gateway is a child");
    }

    /** An address on a capability's own port. */
    URI http(String capability, String path) {
        return URI.create(platform.endpoints().address(capability).orElseThrow() + path);
    }

    URI socket(String capability, String path) {
        return URI.create(http(capability, path).toString().replaceFirst("^http", "ws"));
    }

    @Override
    public void close() {
        platform.close();
        try (var files = Files.walk(platform.directory())) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
