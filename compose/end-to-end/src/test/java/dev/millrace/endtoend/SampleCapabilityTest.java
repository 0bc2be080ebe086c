package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.launcher.platform.Home;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedMillrace.class)
class SampleCapabilityTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void shouldCarryNotesThroughTopicTopologyAndSocket(Millrace millrace) throws Exception {
        // Given
        try (var shown = new ClientSocket(millrace.socket("console", "/notes/ws"))) {

            // When
            note(millrace, "weir", "low water");
            note(millrace, "wheel", "squeaks");
            note(millrace, "weir", "high water");

            // Then
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(shown.texts)
                            .contains("1 weir: low water", "1 wheel: squeaks", "2 weir: high water"));
        }
    }

    @Test
    void shouldShowItsPageInTheConsole(Millrace millrace, @TempDir Path profile) throws Exception {
        // Given
        Browser.require();

        // When
        var document = Browser.document(profile, millrace.at("console") + "/console/notes");

        // Then
        assertThat(document).contains("data-testid=\"notes\"").contains("<h1 tabindex=\"-1\">Notes</h1>");
    }

    private static void note(Millrace millrace, String place, String text) throws Exception {
        URI uri = millrace.http("console", "/notes/" + place);
        var request =
                HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(text)).build();
        assertThat(CLIENT.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(201);
    }

    @Test
    void shouldBeSmall() throws Exception {
        // Given
        var tests = Home.find().resolve("compose/end-to-end/src/test");
        var folders = Stream.of("java/dev/millrace/sample", "console/notes", "proto/sample/notes/v1");

        // When
        var lines = folders.map(tests::resolve)
                .flatMap(SampleCapabilityTest::files)
                .mapToLong(SampleCapabilityTest::lines)
                .sum();

        // Then
        assertThat(lines).isBetween(100L, 300L);
    }

    private static Stream<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.toList().stream();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
