package dev.millrace.recording;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of real recordings, found by the environment variable MILLRACE_DATA. */
public final class SharedData {

    private SharedData() {}

    /** A file there; skips the test, saying so, when there is none. */
    public static Path file(String name) {
        String folder = System.getenv("MILLRACE_DATA");
        assumeTrue(folder != null, "MILLRACE_DATA is not set: the real recordings are not tested");
        Path file = Path.of(folder).resolve(name);
        assumeTrue(Files.exists(file), file + " does not exist: it is not tested");
        return file;
    }
}
