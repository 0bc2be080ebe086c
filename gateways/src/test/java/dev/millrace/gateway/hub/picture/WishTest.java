package dev.millrace.gateway.hub.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WishTest {

    @Test
    void shouldReadWhatIsAskedForAndElseTakeTheUsual() {
        // When
        var asked = asked(Map.of("width", "640", "quality", "70"));

        // Then
        assertThat(asked).isEqualTo(new Wish.Granted(new Wish(10, 640, 70)));
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        // When
        var refused = java.util.stream.Stream.of(
                Map.of("fps", "0"),
                Map.of("fps", "NaN"),
                Map.of("fps", "1e9"),
                Map.of("width", "-1"),
                Map.of("width", "wide"),
                Map.of("quality", "101"));

        // Then
        assertThat(refused.map(WishTest::asked)).allMatch(Wish.Refused.class::isInstance);
    }

    @Property
    void shouldAnswerAnyText(@ForAll String fps, @ForAll String width, @ForAll String quality) {
        // When
        var asked = asked(Map.of("fps", fps, "width", width, "quality", quality));

        // Then
        assertThat(asked).isNotNull();
    }

    private static Wish.Asked asked(Map<String, String> query) {
        return Wish.of(name -> Optional.ofNullable(query.get(name)), 10);
    }
}
