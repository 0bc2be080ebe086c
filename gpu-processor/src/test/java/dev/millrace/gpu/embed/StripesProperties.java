package dev.millrace.gpu.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class StripesProperties {

    private static final int STRIDE = Stripes.WIDTH * 3;

    @Property(tries = 100)
    void shouldMakeALengthOfOneOfAnyPicture(@ForAll long seed) {
        // Given
        var pixels = new byte[STRIDE * Stripes.HEIGHT];
        new Random(seed).nextBytes(pixels);

        // When
        var vector = UnitVector.of(Stripes.of(pixels, STRIDE));

        // Then
        var squares = 0.0;
        for (var value : vector) {
            assertThat(value).isBetween(0f, 1f);
            squares += value * value;
        }
        assertThat(squares).isCloseTo(1, within(1e-4));
    }

    @Property
    void shouldBeNothingOrOfLengthOne(@ForAll float[] values) {
        // When
        var vector = UnitVector.of(values);

        // Then
        var squares = 0.0;
        for (var value : vector) squares += (double) value * value;
        assertThat(vector.length == 0 || Math.abs(squares - 1) < 1e-3).isTrue();
    }
}
