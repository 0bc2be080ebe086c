package dev.millrace.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A database process under test, killed at the latest when closed. */
final class DatabaseChild implements AutoCloseable {

    private static final String READY = "READY jdbc=";

    private final Process process;
    private final Path out;
    private final Path err;

    private DatabaseChild(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static DatabaseChild start(Path directory) throws IOException {
        var out = Files.createTempFile("database", ".out");
        var err = Files.createTempFile("database", ".err");
        var line = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                DatabaseMain.class.getName(),
                "database.directory=" + directory,
                "database.port=0");
        var process = new ProcessBuilder(line)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new DatabaseChild(process, out, err);
    }

    /** The address, once the database serves. */
    String awaitUrl() {
        return Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .failFast("the database ended", () -> !process.isAlive())
                .until(this::announced, Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> announced() throws IOException {
        return Files.readString(out, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(READY))
                .map(line -> line.substring(READY.length()))
                .findFirst();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) throw new AssertionError("the database is still running");
        return process.exitValue();
    }

    String errors() throws IOException {
        return Files.readString(err, StandardCharsets.UTF_8);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kill();
        Files.delete(out);
        Files.delete(err);
    }
}
