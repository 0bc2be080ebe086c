package dev.millrace.recording.telemetry.compression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.recording.SharedData;
import dev.millrace.recording.telemetry.CsvDrive;
import dev.millrace.recording.telemetry.compression.Method.Sent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The closed loop against others at the same tolerances, on real drives. {@code docs/compression.md} holds what this
 * measures; with {@code -Dmillrace.golden.record=true} it is written there.
 */
class CompressionTableTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "compression.md");
    private static final String HEAD = """
            | drive | method | bytes a reading, each alone | bytes a reading, together | greatest error | RMS error |
            |---|---|---|---|---|---|
            """;
    private static final List<String> DRIVES =
            List.of("T1_07_01_2021", "T3_04_22_2021_1", "T3_05_31_2021", "T3_06_07_2021");
    private static final List<Method> METHODS =
            List.of(new ClosedLoop(), new DeadBand(), new SwingingDoor(), new Gorilla(true), new Gorilla(false));

    @Test
    void shouldBeAsThePageSays() throws IOException {
        // Given
        var folder = SharedData.file("ev");

        // When
        var table = DRIVES.stream()
                .map(name ->
                        CsvDrive.open(folder.resolve(name + ".csv")).value().orElseThrow())
                .map(Series::of)
                .flatMap(series -> METHODS.stream().map(method -> row(series, method)))
                .collect(Collectors.joining("\n", HEAD, "\n"));

        // Then
        if (Boolean.getBoolean("millrace.golden.record")) record(table);
        assertThat(Files.readString(PAGE)).contains(table);
    }

    private static void record(String table) throws IOException {
        var page = Files.readString(PAGE);
        var start = page.indexOf(HEAD);
        var end = page.indexOf("\n\n", start);
        Files.writeString(PAGE, page.substring(0, start) + table + page.substring(end + 1));
    }

    private static String row(Series series, Method method) {
        var sent = method.send(series);
        var worst = 0.0;
        var squares = 0.0;
        for (var signal = 0; signal < sent.shown().length; signal++) {
            for (var i = 0; i < series.length(); i++) {
                var off = series.apart(signal, series.values()[signal][i], sent.shown()[signal][i])
                        / series.tolerance(signal);
                worst = Math.max(worst, off);
                squares += off * off;
            }
        }
        var rms = Math.sqrt(squares / series.length() / sent.shown().length);
        assertThat(worst).as(method.title() + " keeps to the tolerance").isLessThanOrEqualTo(1 + 1e-9);
        return "| %s | %s | %s | %s | %s | %s |"
                .formatted(
                        series.title().replace(".csv", ""),
                        method.title(),
                        alone(series, sent),
                        number(sent.together() / (double) series.length()),
                        percent(worst),
                        percent(rms));
    }

    private static String alone(Series series, Sent sent) {
        return sent.alone().isPresent() ? number(sent.alone().getAsLong() / (double) series.length()) : "";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
