package dev.millrace.database;

import dev.millrace.part.PartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The process of a running server. It ends with this one, however that ends: a shell beside it waits for the end of our
 * pipe and then tells it to shut down. Thread-safe.
 */
final class Server {

    private static final String SCRIPT = """
            exec 3<&0 </dev/null
            "$@" 3<&- &
            server=$!
            ( cat <&3 >/dev/null; kill -INT $server ) 2>/dev/null &
            watch=$!
            exec 3<&-
            wait $server
            code=$?
            kill $watch 2>/dev/null
            exit $code
            """;

    private final Process process;

    private Server(Process process) {
        this.process = process;
    }

    static Server start(Cluster cluster, int port, Map<String, String> settings) {
        var command = new ArrayList<>(List.of(
                cluster.programs().program("postgres").toString(),
                "-D",
                cluster.directory().toString(),
                "-p",
                Integer.toString(port)));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        try {
            return new Server(new ProcessBuilder(watched(Unprivileged.command(command)))
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new PartFailure("cannot run PostgreSQL: " + e.getMessage(), e);
        }
    }

    private static List<String> watched(List<String> command) {
        if (!Files.isExecutable(Path.of("/bin/sh"))) return command;
        var watched = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "postgres"));
        watched.addAll(command);
        return watched;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void onEnd(Runnable action) {
        process.onExit().thenRun(action);
    }

    /** Ends sessions and transactions, writes everything out, and ends. */
    void stop() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) kill();
        } catch (IOException e) {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
