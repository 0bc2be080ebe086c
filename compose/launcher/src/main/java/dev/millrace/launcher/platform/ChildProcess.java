package dev.millrace.launcher.platform;

import dev.millrace.part.PartFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of a part's process: its first line of output {@code READY …} says that it serves, the rest goes to a file. Thread-safe. */
final class ChildProcess {

    private static final String READY = "READY ";
    private static final Duration ENDING = Duration.ofSeconds(2);
    private static final long LOG_BYTES = 8 << 20;

    private final Process process;
    private final Launch launch;
    private final long logStart;
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    /** What to run, what its environment adds to ours, and where its output goes. */
    record Launch(List<String> command, Map<String, String> environment, Path log) {}

    private ChildProcess(Process process, Launch launch, long logStart) {
        this.process = process;
        this.launch = launch;
        this.logStart = logStart;
    }

    static ChildProcess start(Launch launch) {
        try {
            rotate(launch.log());
            var logStart = Files.exists(launch.log()) ? Files.size(launch.log()) : 0;
            var builder = new ProcessBuilder(shielded(launch.command()))
                    .redirectError(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
            builder.environment().putAll(launch.environment());
            var child = new ChildProcess(builder.start(), launch, logStart);
            var pump = new Thread(child::pump, "output-of-" + child.process.pid());
            pump.setDaemon(true);
            pump.start();
            return child;
        } catch (IOException e) {
            throw new PartFailure("cannot run " + launch.command().get(0) + ": " + e.getMessage(), e);
        }
    }

    /**
     * A terminal sends Ctrl-C to the children too; they are to end after those that need them, when the launcher says
     * so. What is ignored stays ignored across {@code exec}, and Java leaves it so.
     */
    private static List<String> shielded(List<String> command) {
        if (!Files.isExecutable(Path.of("/bin/sh"))) return command;
        var shielded = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        shielded.addAll(command);
        return shielded;
    }

    private static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void pump() {
        try (var output = process.inputReader();
                var log = Files.newBufferedWriter(launch.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(READY)) ready.complete(line.substring(READY.length()));
                log.append(line).append('\n').flush();
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new IOException("it ended"));
    }

    /** False when it ended, or said nothing in time. */
    boolean awaitReady(Duration time) {
        try {
            ready.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where it serves, as it said. */
    String served() {
        return ready.isDone() && !ready.isCompletedExceptionally() ? ready.join() : "";
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits for its end. */
    int await() {
        return process.onExit().join().exitValue();
    }

    /** Ends it at once; its exit code. One that is ending already, because its output has, may say its own. */
    int kill() {
        if (ready.isCompletedExceptionally() && hasEnded(ENDING)) return process.exitValue();
        process.destroyForcibly();
        return await();
    }

    /** Asks it to end, and ends it when it has not within {@code time}. */
    void stop(Duration time) {
        process.destroy();
        if (!hasEnded(time)) kill();
    }

    private boolean hasEnded(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The end of what it wrote in this run. */
    String lastWords() {
        try {
            var lines =
                    new String(tail(), StandardCharsets.UTF_8).strip().lines().toList();
            if (lines.isEmpty()) return "it said nothing";
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
        } catch (IOException e) {
            return "see " + launch.log();
        }
    }

    private byte[] tail() throws IOException {
        try (var log = Files.newByteChannel(launch.log())) {
            log.position(Math.max(logStart, log.size() - (16 << 10)));
            var bytes = ByteBuffer.allocate(16 << 10);
            while (bytes.hasRemaining() && log.read(bytes) >= 0) {}
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }
}
