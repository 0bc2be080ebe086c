package dev.millrace.recording.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ModelledFlightTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void shouldBeTheSameForTheSameSeed() {
        // When
        var once = messages(7, 2_000);
        var again = messages(7, 2_000);

        // Then
        assertThat(once)
                .extracting(message -> message.text(0))
                .isEqualTo(again.stream().map(message -> message.text(0)).toList());
        assertThat(messages(8, 1).get(0).text(0)).isNotEqualTo(once.get(0).text(0));
    }

    @Test
    void shouldSpeakInTheOrderOfTime() {
        // When
        var times = messages(1, 5_000).stream().map(DeviceMessage::timeNs).toList();

        // Then
        assertThat(times).isSorted();
    }

    /** Integrated over a whole period of the path, the turning adds up to what a figure of eight turns: nothing. */
    @Test
    void shouldTurnAsItsPathDoes() {
        // Given
        var period = 2 * Math.PI / 0.2;

        // When
        var turned = samples(1, (int) Math.round(period * 200))
                        .mapToDouble(sample -> sample.rotation().z())
                        .sum()
                / 200;

        // Then
        assertThat(turned).isCloseTo(0, within(0.05));
    }

    @Test
    void shouldFeelGravityOnTheWhole() {
        // When
        var mean = samples(1, 20_000)
                .mapToDouble(sample -> sample.acceleration().z())
                .average()
                .orElseThrow();

        // Then
        assertThat(mean).isCloseTo(9.80665, within(0.02));
    }

    private static Stream<ImuSample> samples(long seed, int count) {
        return StreamSupport.stream(new ModelledFlight(seed, START).spliterator(), false)
                .filter(ImuSample.class::isInstance)
                .map(ImuSample.class::cast)
                .limit(count);
    }

    private static List<DeviceMessage> messages(long seed, int count) {
        return StreamSupport.stream(new ModelledFlight(seed, START).spliterator(), false)
                .limit(count)
                .toList();
    }
}
