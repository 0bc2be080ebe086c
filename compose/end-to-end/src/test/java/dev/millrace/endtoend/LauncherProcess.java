package dev.millrace.endtoend;

import dev.millrace.launcher.platform.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The launcher as a process of its own, with this test's classes in place of the built jars. */
record LauncherProcess(Process process, Path output) implements AutoCloseable {

    private static final List<String> FREE_PORTS = List.of(
            "--set", "ports.console=0",
            "--set", "ports.hub=0",
            "--set", "ports.telemetry=0",
            "--set", "ports.kafka=0",
            "--set", "ports.schema-registry=0",
            "--set", "ports.connect=0",
            "--set", "ports.database=0",
            "--set", "ports.amqp=0");

    static LauncherProcess start(Path directory, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-D" + Home.PROPERTY + "=" + Home.find(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.millrace.launcher.Main"));
        command.addAll(List.of(arguments));
        var output = Files.createTempFile(directory, "launcher-", ".out");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(Map.of("NO_COLOR", "1"));
        return new LauncherProcess(builder.start(), output);
    }

    static LauncherProcess withFreePorts(Path directory, String... arguments) throws IOException {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(FREE_PORTS);
        return start(directory, all.toArray(String[]::new));
    }

    String said() throws IOException {
        return Files.readString(output);
    }

    /** Its exit code, or -1 when it still runs after two minutes. */
    int exitCode() throws InterruptedException {
        return process.waitFor(2, TimeUnit.MINUTES) ? process.exitValue() : -1;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(30, TimeUnit.SECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
