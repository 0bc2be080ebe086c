package dev.millrace.gpu.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000;

    private final Pace pace = new Pace();

    @Test
    void shouldUseEveryThirdPictureOfThirtyForTen() {
        // When
        var used = IntStream.range(0, 300)
                .filter(number -> pace.isDue(number * SECOND / 30, 10))
                .count();

        // Then
        assertThat(used).isBetween(99L, 101L);
    }

    @Test
    void shouldUseEveryPictureWithoutLimit() {
        // When
        var used = IntStream.range(0, 50).filter(number -> pace.isDue(5, 0)).count();

        // Then
        assertThat(used).isEqualTo(50);
    }

    @Test
    void shouldBeginAnewWhenTheClockGoesBack() {
        // Given
        pace.isDue(1_000 * SECOND, 1);

        // When
        var isDue = pace.isDue(5 * SECOND, 1);

        // Then
        assertThat(isDue).isTrue();
    }

    @Property
    void shouldNeverUseMoreThanWanted(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 0, max = 400_000_000) Long> steps,
            @ForAll @FloatRange(min = 0.5f, max = 60) float rate,
            @ForAll @IntRange(min = 0, max = 5) int start) {
        // Given
        var at = start * SECOND;
        var began = at;
        var used = 0;

        // When
        for (var step : steps) {
            at += step;
            if (pace.isDue(at, rate)) used++;
        }

        // Then
        assertThat((double) used).isLessThanOrEqualTo((at - began) / 1e9 * rate + 2);
    }
}
