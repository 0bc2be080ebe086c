package dev.millrace.logger;

import dev.millrace.part.Settings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which logger an agent runs; {@code logger.yaml} beside this class holds the defaults.
 *
 * @param name the key of its commands and events
 * @param command the one program that may be run, and its arguments; empty for none
 * @param program what {@code command} runs in the end, where its first word is only a wrapper; empty otherwise
 * @param lease after how long without a sign of life it is taken for gone
 * @param stopWithin how long a logger may take to end before it is killed
 */
public record LoggerSettings(
        String name,
        List<String> command,
        String program,
        String directory,
        Map<String, String> environment,
        Duration lease,
        Duration stopWithin) {

    public LoggerSettings {
        if (!name.matches("[A-Za-z0-9._~-]{1,128}"))
            throw new IllegalArgumentException("name must be 1 to 128 of A-Z a-z 0-9 . _ ~ -, not " + name);
        if (lease.toSeconds() < 1) throw new IllegalArgumentException("lease must be at least 1s: " + lease);
        if (stopWithin.isNegative()) throw new IllegalArgumentException("stop-within must not be negative");
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The settings of a process that is an agent: {@code cluster} and {@code logger}. */
    public static Settings defaults() {
        return Settings.defaults(LoggerSettings.class, "logger.yaml");
    }

    /** Which of the programs that it takes is missing; empty when it could be started. */
    Optional<String> missing() {
        if (command.isEmpty()) return Optional.of("no logger is configured");
        return Stream.of(command.get(0), program)
                .filter(each -> !each.isEmpty() && !isExecutable(each))
                .findFirst();
    }

    private boolean isExecutable(String file) {
        if (file.contains("/")) return Files.isExecutable(workingDirectory().resolve(file));
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, file)));
    }

    Path workingDirectory() {
        return Path.of(directory);
    }
}
