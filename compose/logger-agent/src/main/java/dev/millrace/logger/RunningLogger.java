package dev.millrace.logger;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A logger's process, its output line by line, and its keyboard. Thread-safe. */
final class RunningLogger {

    private static final int MOST_IN_LINE = 4 << 10;

    private final Process process;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private RunningLogger(Process process) {
        this.process = process;
    }

    sealed interface Outcome {}

    record Started(RunningLogger logger) implements Outcome {}

    record Absent(String program) implements Outcome {}

    record Refused(String reason) implements Outcome {}

    /** @param printed told each line that is not blank, cut where it is too long, on a thread of the process's own */
    static Outcome start(LoggerSettings settings, Consumer<String> printed) {
        var missing = settings.missing();
        if (missing.isPresent()) return new Absent(missing.get());
        var builder = new ProcessBuilder(settings.command())
                .directory(settings.workingDirectory().toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(settings.environment());
        try {
            var logger = new RunningLogger(builder.start());
            var pump = new Thread(() -> logger.pump(printed), "output-of-logger");
            pump.setDaemon(true);
            pump.start();
            return new Started(logger);
        } catch (IOException e) {
            return new Refused(String.valueOf(e.getMessage()));
        }
    }

    /** Once it has ended and all that it printed has been told; at once if that is so already. */
    void onEnd(Runnable then) {
        ended.thenRun(then);
    }

    /** Writes a line end to it; what went wrong, if anything. */
    Optional<String> pressEnter() {
        OutputStream keyboard = process.getOutputStream();
        try {
            keyboard.write('\n');
            keyboard.flush();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("Stdin not available");
        }
    }

    /** Asks it to end, waits, and then does not ask. */
    void end(Duration within) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void pump(Consumer<String> printed) {
        var line = new StringBuilder();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            for (var next = output.read(); next >= 0; next = output.read()) {
                if (next == '\n') {
                    tell(line, printed);
                } else if (line.length() < MOST_IN_LINE) {
                    line.append((char) next);
                }
            }
        } catch (IOException e) {
            // It is gone, and with it the rest of its output.
        }
        tell(line, printed);
        process.onExit().thenRun(() -> ended.complete(null));
    }

    private static void tell(StringBuilder line, Consumer<String> printed) {
        var text = line.toString().strip();
        line.setLength(0);
        if (!text.isEmpty()) printed.accept(text);
    }
}
