package dev.millrace.gpu.camera;

import dev.millrace.part.ByteSize;
import java.nio.file.Path;

/**
 * How recordings are read.
 *
 * @param directory of those that were fetched; empty for a folder of the system's temporary files
 * @param cache bytes of those at most; what was used longest ago goes first
 */
public record CameraSettings(String directory, ByteSize cache) {

    public CameraSettings {
        if (cache.bytes() < 1) throw new IllegalArgumentException("cache must be positive: " + cache);
    }

    Path folder() {
        return directory.isEmpty()
                ? Path.of(System.getProperty("java.io.tmpdir"), "millrace-recordings")
                : Path.of(directory);
    }
}
