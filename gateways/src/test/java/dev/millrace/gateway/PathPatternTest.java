package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PathPatternTest {

    @Test
    void shouldTakeOutTheNamedPartsDecoded() {
        // Given
        var pattern = new PathPattern("/ws/{stream}/live");

        // When
        var values = pattern.match("/ws/north%20gate/live/");

        // Then
        assertThat(values).hasValue(Map.of("stream", "north gate"));
        assertThat(pattern.match("/ws/live")).isEmpty();
        assertThat(pattern.match("/ws/a/b/live")).isEmpty();
        assertThat(new PathPattern("/").match("/")).hasValue(Map.of());
    }

    @Property
    void shouldTakeAnyPath(@ForAll String path) {
        // Given
        var pattern = new PathPattern("/{one}");

        // When
        // Then
        assertThatCode(() -> pattern.match(path)).doesNotThrowAnyException();
    }
}
