package dev.millrace.faults;

import dev.millrace.launcher.platform.EmbeddedPlatform;
import dev.millrace.launcher.platform.Observer;
import dev.millrace.launcher.platform.PartWatch;
import dev.millrace.launcher.platform.PlatformSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The platform that is broken on purpose: each part a process of its own, on free ports and a directory of its own. */
final class TargetPlatform implements AutoCloseable {

    private static final Duration UNTIL_BACK = Duration.ofMinutes(5);

    private final EmbeddedPlatform platform;

    private TargetPlatform(EmbeddedPlatform platform) {
        this.platform = platform;
    }

    /** @param kafka the address of a broker that runs already; null to start one */
    static TargetPlatform start(@Nullable String kafka) throws IOException {
        return start(kafka == null ? Map.of() : Map.of("kafka", kafka));
    }

    /**
     * With a database and a Connect worker, which are children too.
     *
     * @param databasePort where the database listens
     * @param sinkPort where the worker believes it to listen
     */
    static TargetPlatform archiving(int databasePort, int sinkPort) throws IOException {
        return start(Map.of(
                "connect.as", "child",
                // On a machine that does other things besides, what was killed takes long to come back.
                "connect.patience", "150s",
                "ports.connect", "0",
                "ports.database", Integer.toString(databasePort),
                "connect.database.url", "jdbc:postgresql://127.0.0.1:" + sinkPort + "/millrace"));
    }

    private static TargetPlatform start(Map<String, String> more) throws IOException {
        var choices = new HashMap<>(Map.of(
                "directory", Files.createTempDirectory("millrace-faults").toString(),
                "topology.as", "child",
                "gateway.as", "child",
                "connect.as", "elsewhere",
                "ports.console", "0",
                "ports.hub", "0",
                "ports.telemetry", "0",
                "ports.kafka", "0",
                "ports.schema-registry", "0"));
        choices.putAll(more);
        var platform = EmbeddedPlatform.claim(PlatformSettings.read(Map.of(), choices), true, Observer.NONE);
        platform.start();
        return new TargetPlatform(platform);
    }

    String kafka() {
        return platform.endpoints().address("kafka").orElseThrow();
    }

    String schemaRegistry() {
        return platform.endpoints().address("schemaRegistry").orElseThrow();
    }

    URI telemetry() {
        return URI.create(platform.endpoints().address("telemetry").orElseThrow() + "/telemetry");
    }

    URI phones() {
        return hub("/ws/phone");
    }

    /** A socket of the hub. */
    URI hub(String path) {
        var hub = platform.endpoints().address("hub").orElseThrow();
        return URI.create(hub.replaceFirst("^http", "ws") + path);
    }

    /** The gateway as it runs now. */
    PartWatch gateway() throws IOException {
        var console = platform.endpoints().address("console").orElseThrow();
        return new PartWatch(URI.create(console + "/metrics"), pid("gateway"));
    }

    URI connect() {
        return URI.create(platform.endpoints().address("connect").orElseThrow());
    }

    String jdbc() {
        return platform.endpoints().address("jdbc").orElseThrow();
    }

    void killAndAwait(String part, Consumer<String> progress) throws IOException, InterruptedException {
        progress.accept("  kill -9 " + part);
        var killed = pid(part);
        Fault.KILL.inflict(killed);
        awaitAnother(killed, part);
    }

    /** Kills PostgreSQL itself; the part that watches over it ends with it, and is started again. */
    void killPostgresAndAwait(Consumer<String> progress) throws IOException, InterruptedException {
        progress.accept("  kill -9 postgres");
        var part = pid("database");
        Fault.KILL.inflict(postgresPid());
        awaitAnother(part, "database");
    }

    private long postgresPid() throws IOException {
        var file = platform.directory().resolve("database/cluster/postmaster.pid");
        return Long.parseLong(Files.readAllLines(file).get(0).strip());
    }

    /** Does something to the process of a part. */
    void inflict(Fault fault, String part) throws IOException, InterruptedException {
        fault.inflict(pid(part));
    }

    private long pid(String part) throws IOException {
        var process = platform.processes().get(part);
        if (process == null) throw new IOException(part + " is not a process of its own");
        return process.pid();
    }

    /** Waits until a part is ready in a process other than one that was killed. */
    private void awaitAnother(long killed, String part) throws IOException {
        var giveUp = System.nanoTime() + UNTIL_BACK.toNanos();
        while (pid(part) == killed || !isReady(part)) {
            if (System.nanoTime() > giveUp) throw new IOException(part + " did not come back");
            Pause.of(Duration.ofMillis(50));
        }
    }

    private boolean isReady(String part) {
        var health = platform.health().get(part);
        return health != null && health.isReady();
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
