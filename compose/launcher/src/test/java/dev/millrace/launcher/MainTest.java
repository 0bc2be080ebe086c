package dev.millrace.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line = Main.commandLine(CommandLine.Help.Ansi.OFF)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));

    @ParameterizedTest
    @ValueSource(strings = {"demo", "up", "replay", "bench", "faults", "topics", "query"})
    void shouldExplainEachCommand(String command) {
        // When
        var code = line.execute(command, "--help");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString()).contains("Usage: millrace " + command);
    }

    @Test
    void shouldListEveryCommand() {
        // When
        line.execute("--help");

        // Then
        assertThat(out.toString()).contains("demo", "up", "test", "replay", "bench", "faults", "topics", "query");
    }

    @Test
    void shouldRefuseSettingThatNoPartHas(@TempDir Path data) {
        // When
        var code = line.execute("up", "--data", data.toString(), "--set", "gateway.colour=blue");

        // Then
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("gateway.colour");
    }

    @Test
    void shouldSayHowToStartPlatformWhenNoneRuns(@TempDir Path data) {
        // When
        var code = line.execute("topics", "--data", data.toString());

        // Then
        assertThat(code).isEqualTo(Main.COULD_NOT_START);
        assertThat(err.toString()).contains("./millrace up");
    }

    @Test
    void shouldRefuseFileItCannotPlay(@TempDir Path data) {
        // When
        var code = line.execute("replay", data.resolve("holiday.gif").toString());

        // Then
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("holiday.gif");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ten", "-5s", "5"})
    void shouldRefuseTimeItCannotRead(String time) {
        // When
        var code = line.execute("demo", "--duration", time);

        // Then
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("90s, 5m or 1h30m");
    }
}
