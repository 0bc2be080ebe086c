package dev.millrace.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {

    @Property
    void shouldStayWithinItsBoundOrSayThatItCannot(
            @ForAll double value, @ForAll @DoubleRange(min = 1e-9, max = 1e6) @Scale(12) double tolerance) {
        // Given
        var channel = Channel.of("speed", tolerance);

        // When
        var units = channel.units(value);

        // Then
        if (units.isPresent()) {
            assertThat(Math.abs(value - channel.value(units.getAsLong())))
                    .isLessThanOrEqualTo(channel.bound(units.getAsLong()))
                    .isLessThanOrEqualTo(tolerance + Math.ulp(value));
        } else {
            assertThat(Math.abs(value) / tolerance).isGreaterThan(1e12);
        }
    }

    @Property(tries = 20_000)
    void shouldStayWithinItsBoundOnACircle(
            @ForAll @IntRange(min = 1, max = 5_000) int turn,
            @ForAll @IntRange(max = 10_000) int halfSteps,
            @ForAll @IntRange(min = -2, max = 2) int ulps) {
        // Given
        var channel = new Channel("heading", 0, turn);
        var halfway = 180.0 * (halfSteps % (2 * turn + 1)) / turn;
        var value = Math.min(360, Math.max(0, halfway + ulps * Math.ulp(halfway)));

        // When
        var units = channel.units(value);

        // Then
        if (units.isPresent()) {
            var apart = new BigDecimal(value)
                    .subtract(new BigDecimal(channel.value(units.getAsLong())))
                    .abs();
            var around = BigDecimal.valueOf(360).subtract(apart).abs();
            assertThat(apart.min(around)).isLessThanOrEqualTo(new BigDecimal(channel.bound(units.getAsLong())));
        } else {
            // Halfway to a full turn, where rounding may leave none: it is sent as it is.
            assertThat(value).isGreaterThan(360 - 360.0 / turn);
        }
    }

    @Test
    void shouldShowNothingInfinite() {
        // Given
        var coarsest = Channel.of("speed", 0x1p970);

        // Then
        assertThat(coarsest.value(Channel.LARGEST)).isFinite();
        assertThat(coarsest.bound(Channel.LARGEST)).isFinite();
        assertThatThrownBy(() -> Channel.of("speed", 0x1p971)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void shouldGoTheShorterWayRoundAndArrive(
            @ForAll @DoubleRange(min = 0, max = 360) double from, @ForAll @DoubleRange(min = 0, max = 360) double to) {
        // Given
        var heading = Channel.angle("heading", 0.5);
        var first = heading.units(from).orElseThrow();

        // When
        var way = heading.way(first, heading.units(to).orElseThrow());

        // Then
        assertThat(Math.abs(way)).isLessThanOrEqualTo(180);
        assertThat(heading.fit(first + way)).isEqualTo(heading.units(to));
    }

    @Test
    void shouldCountWholeDegreesWithoutError() {
        // Given
        var heading = Channel.angle("heading", 0.5);

        // Then
        for (var degrees = 0; degrees < 360; degrees++) {
            assertThat(heading.value(heading.units(degrees).orElseThrow())).isEqualTo(degrees);
        }
        assertThat(heading.units(360)).hasValue(0);
        assertThat(heading.units(-1)).isEmpty();
        assertThat(heading.bound()).isEqualTo(0.5);
    }

    @Test
    void shouldHaveUnitsForWhatLiesHalfwayBetweenTwo() {
        // Given
        var odometer = Channel.of("odometer", 0.005);

        // Then
        for (var thousandths = 0; thousandths < 100_000; thousandths += 5) {
            assertThat(odometer.units(12_345 + thousandths / 1_000.0)).isPresent();
        }
        assertThat(Channel.of("speed", 0.5).bound(12_345)).isEqualTo(0.5);
    }

    @Test
    void shouldNeverBeCoarserThanItWasAskedFor() {
        // Then
        assertThat(Channel.angle("heading", 0.7).bound()).isLessThanOrEqualTo(0.7);
        assertThat(Channel.angle("heading", 500).turn()).isEqualTo(1);
        assertThat(Channel.of("speed", 0.1).bound()).isEqualTo(0.1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e300})
    void shouldHaveNoUnitsForWhatIsOutOfRange(double value) {
        // Then
        assertThat(Channel.of("speed", 0.5).units(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Speed", "a b", "1st"})
    void shouldRefuseOddNames(String name) {
        // Then
        assertThatThrownBy(() -> Channel.of(name, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
