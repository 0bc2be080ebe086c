package dev.millrace.gpu.camera;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class PlayheadTest {

    @Property
    void shouldBeDueAtASteadyRateWhateverPausesThereWere(
            @ForAll @DoubleRange(min = 1, max = 120) double rate,
            @ForAll @IntRange(max = 1_000) int pictures,
            @ForAll @IntRange(max = 1_000_000) int pausedNs) {
        // Given
        var playhead = new Playhead(rate, 7, 100);

        // When
        playhead.pause(true, 150);
        playhead.pause(true, 160);
        playhead.pause(false, 150 + pausedNs);

        // Then
        assertThat(playhead.untilDue(7 + pictures, 100)).isEqualTo(Math.round(pictures * 1e9 / rate) + pausedNs);
    }

    @Property
    void shouldStandStillWhilePaused(@ForAll @IntRange(max = 1_000_000) int laterNs) {
        // Given
        var playhead = new Playhead(25, 0, 0);

        // When
        playhead.pause(true, 10);

        // Then
        assertThat(playhead.untilDue(1, laterNs)).isEqualTo(40_000_000 - 10);
    }
}
