package dev.millrace.logger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.logger.RunningLogger.Absent;
import dev.millrace.logger.RunningLogger.Started;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningLoggerTest {

    @TempDir
    Path directory;

    private final ConcurrentLinkedQueue<String> printed = new ConcurrentLinkedQueue<>();

    @Test
    void shouldTellWhatTheLoggerPrintsBeforeItsEnd() throws Exception {
        // Given
        var settings = shell("echo one; echo; echo '  two  ' >&2; printf three");

        // When
        await(start(settings));

        // Then
        assertThat(printed).containsExactly("one", "two", "three");
    }

    @Test
    void shouldCutALineThatNeverEnds() throws Exception {
        // Given
        var settings = shell("head -c 3000000 /dev/zero | tr '\\0' x");

        // When
        await(start(settings));

        // Then
        assertThat(printed).singleElement().satisfies(line -> assertThat(line).hasSize(4096));
    }

    @Test
    void shouldPassALineEndToTheLogger() throws Exception {
        // Given
        var logger = start(shell("read line; echo heard"));

        // When
        var trouble = logger.pressEnter();

        // Then
        assertThat(trouble).isEmpty();
        await(logger);
        assertThat(printed).containsExactly("heard");
    }

    @Test
    void shouldKillALoggerThatDoesNotEnd() throws Exception {
        // Given
        var logger = start(shell("trap '' TERM; echo up; while true; do sleep 0.1; done"));
        Awaitility.await().until(() -> printed.contains("up"));

        // When
        logger.end(Duration.ofMillis(200));

        // Then
        await(logger);
        assertThat(printed).containsExactly("up");
    }

    @Test
    void shouldSayThatThereIsNoProgram() {
        // Given
        var settings = settings(List.of("./logger"));

        // When
        var outcome = RunningLogger.start(settings, printed::add);

        // Then
        assertThat(outcome).isEqualTo(new Absent("./logger"));
    }

    @Test
    void shouldLookForWhatAWrapperRuns() {
        // Then
        assertThat(settings(List.of("env", "./logger"), "./logger").missing()).contains("./logger");
        assertThat(settings(List.of("env", "/bin/sh"), "/bin/sh").missing()).isEmpty();
        assertThat(settings(List.of("no-such-wrapper", "/bin/sh"), "/bin/sh").missing())
                .contains("no-such-wrapper");
    }

    private RunningLogger start(LoggerSettings settings) {
        var outcome = RunningLogger.start(settings, printed::add);
        assertThat(outcome).isInstanceOf(Started.class);
        return ((Started) outcome).logger();
    }

    private static void await(RunningLogger logger) throws Exception {
        var ended = new CompletableFuture<Void>();
        logger.onEnd(() -> ended.complete(null));
        ended.get(30, TimeUnit.SECONDS);
    }

    private LoggerSettings shell(String script) {
        return settings(List.of("/bin/sh", "-c", script));
    }

    private LoggerSettings settings(List<String> command) {
        return settings(command, "");
    }

    private LoggerSettings settings(List<String> command, String program) {
        return new LoggerSettings(
                "default",
                command,
                program,
                directory.toString(),
                Map.of(),
                Duration.ofSeconds(15),
                Duration.ofMillis(500));
    }
}
