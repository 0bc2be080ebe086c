package dev.millrace.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTextTest {

    @Property
    void shouldReadWhatItWrote(@ForAll("healths") Health health) {
        assertThat(HealthText.parse(HealthText.json(health).toString())).contains(health);
    }

    @Property
    void shouldReadOrRefuseWhateverItIsGiven(@ForAll String text) {
        assertThat(HealthText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"status\":\"excellent\"}",
                "{\"status\":\"ready\",\"components\":{\"task\":7}}",
                "<html>Not Found</html>"
            })
    void shouldRefuseWhatIsNoHealth(String text) {
        assertThat(HealthText.parse(text)).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNestedWithoutEnd() {
        // Given
        var nested = "{\"status\":\"ready\",\"components\":{\"a\":".repeat(100) + "{\"status\":\"ready\"}"
                + "}}".repeat(100);

        // When
        var health = HealthText.parse(nested);

        // Then
        assertThat(health).isEmpty();
    }

    @Provide
    Arbitrary<Health> healths() {
        var leaves = health(Arbitraries.just(Map.of()));
        return Arbitraries.oneOf(leaves, health(components(leaves)), health(components(health(components(leaves)))));
    }

    private static Arbitrary<Map<String, Health>> components(Arbitrary<Health> of) {
        return Arbitraries.maps(Arbitraries.strings().ofMaxLength(8), of).ofMaxSize(3);
    }

    private static Arbitrary<Health> health(Arbitrary<Map<String, Health>> components) {
        return Combinators.combine(Arbitraries.of(Health.State.class), Arbitraries.strings(), components)
                .as(Health::new);
    }
}
