package dev.millrace.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A broker process under test, killed at the latest when closed. */
final class BrokerChild implements AutoCloseable {

    private final Process process;
    private final Path out;
    private final Path err;

    private BrokerChild(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static BrokerChild start(Path directory, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of("--data", directory.toString(), "--port", "0"));
        arguments.addAll(List.of(more));
        return startWith(arguments.toArray(String[]::new));
    }

    static BrokerChild startWith(String... arguments) throws IOException {
        var out = Files.createTempFile("broker", ".out");
        var err = Files.createTempFile("broker", ".err");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var line = new ArrayList<>(List.of(java, "-Xmx256m", "-cp", System.getProperty("java.class.path")));
        line.add(BrokerMain.class.getName());
        line.addAll(List.of(arguments));
        var process = new ProcessBuilder(line)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new BrokerChild(process, out, err);
    }

    /** The bootstrap address, once the broker serves. */
    String awaitReady() {
        return Awaitility.await()
                .atMost(180, TimeUnit.SECONDS)
                .failFast("the broker ended", () -> !process.isAlive())
                .until(this::announced, Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> announced() throws IOException {
        return Files.readString(out, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("READY "))
                .map(line -> line.substring("READY ".length()))
                .findFirst();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) throw new AssertionError("the broker is still running");
        return process.exitValue();
    }

    String errors() throws IOException {
        return Files.readString(err, StandardCharsets.UTF_8);
    }

    void closeItsInput() throws IOException {
        process.getOutputStream().close();
    }

    void terminate() {
        process.destroy();
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
