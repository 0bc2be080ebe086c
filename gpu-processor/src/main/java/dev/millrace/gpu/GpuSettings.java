package dev.millrace.gpu;

import dev.millrace.gpu.camera.CameraSettings;
import dev.millrace.gpu.decode.DecodeSettings;
import dev.millrace.gpu.model.ModelSettings;
import dev.millrace.part.ByteSize;
import dev.millrace.part.Settings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A worker's settings, as {@code gpu.yaml} beside this class lists them.
 *
 * @param worker tells it from others; empty for process id and host name
 * @param directory where it remembers what it was doing
 * @param session after how long without a sign of life its partitions go to other workers
 * @param demands leases that are kept at once
 * @param inFlight pictures that may await the broker
 * @param stateEvery how often it tells of itself
 */
public record GpuSettings(
        String worker,
        String directory,
        Duration session,
        int demands,
        ByteSize inFlight,
        Duration stateEvery,
        DecodeSettings decode,
        CameraSettings cameras,
        ModelSettings models) {

    public GpuSettings {
        if (session.toMillis() < 6_000) {
            throw new IllegalArgumentException("session must be at least 6s, which brokers ask for: " + session);
        }
        if (demands < 1) throw new IllegalArgumentException("demands must be positive: " + demands);
        if (stateEvery.toMillis() < 100) throw new IllegalArgumentException("state-every must be at least 100ms");
        if (worker.isEmpty()) worker = ProcessHandle.current().pid() + "-" + host();
        if (!worker.matches("[A-Za-z0-9._~-]{1,128}")) {
            throw new IllegalArgumentException("worker must be 1 to 128 of A-Z a-z 0-9 . _ ~ -, not " + worker);
        }
    }

    /** The settings of a process that is a worker: {@code cluster} and {@code gpu}. */
    public static Settings defaults() {
        return Settings.defaults(GpuSettings.class, "gpu.yaml");
    }

    /** The file in which it remembers what it is decoding. */
    Path marks() {
        var place = directory.isEmpty()
                ? Path.of(System.getProperty("java.io.tmpdir"), "millrace-gpu")
                : Path.of(directory);
        return place.resolve("decoding");
    }

    private static String host() {
        var name = System.getenv("HOSTNAME");
        return name == null || name.isEmpty() ? "local" : name.replaceAll("[^A-Za-z0-9._~-]", "-");
    }
}
