package dev.millrace.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleFilesTest {

    private final ConsoleFiles files = new ConsoleFiles("/console-sample");

    @Test
    void shouldLetBrowsersKeepWhatIsNamedByItsContentAlone() {
        // Given
        var script = files.find("assets/main-3f9c.js").orElseThrow();

        // When
        var index = files.find("index.html").orElseThrow();

        // Then
        assertThat(script.cacheControl()).contains("immutable");
        assertThat(script.type()).startsWith("text/javascript");
        assertThat(index.cacheControl()).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "overview", "telemetry/5YJ3E1EA1KF000001", "a.b/c"})
    void shouldDrawEveryPageWithTheIndex(String path) {
        // Given
        var index = files.find("index.html").orElseThrow();

        // When
        var page = files.find(path).orElseThrow();

        // Then
        assertThat(page).isEqualTo(index);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../logback.xml",
                "assets/../index.html",
                "..%2flogback.xml",
                ".hidden",
                "assets//x.js",
                "a\\b.js"
            })
    void shouldServeNothingBesideItsFiles(String path) {
        // Given
        // When
        var found = files.find(path);

        // Then
        assertThat(found).isEmpty();
    }

    @Property
    void shouldTakeAnyPath(@ForAll String path) {
        // Given
        // When
        var found = files.find(path + ".js");

        // Then
        assertThat(found).isEmpty();
    }
}
