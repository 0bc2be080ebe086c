package dev.millrace.topology.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private static final long SECOND = 1_000;

    @Property
    void shouldNeverMissAVehicleThatSendsWhatItTakes(
            @ForAll @IntRange(min = -1_000_000, max = 1_000_000) int clock,
            @ForAll @IntRange(max = 4_000) int jitter,
            @ForAll @IntRange(min = 1, max = 100) int rate) {
        // Given
        var presence = Presence.first(0, clock);

        // When
        for (var i = 1; i < 200; i++) {
            presence = presence.after(i * SECOND / rate + (i % 3) * (long) jitter / 3, clock + i * SECOND);
        }

        // Then
        assertThat(presence.absence()).isEmpty();
    }

    @Test
    void shouldTakeAClockThatWasSetBackForWhatItIs() {
        // Given
        var presence = Presence.first(0, 0);
        for (var i = 0; i < 10; i++) presence = presence.after(i * SECOND, i * SECOND);

        // When
        for (var i = 10; i < 80; i++) presence = presence.after(i * SECOND, (i - 3_600) * SECOND);
        var settled = presence;
        for (var i = 80; i < 200; i++) presence = presence.after(i * SECOND, (i - 3_600) * SECOND);

        // Then
        assertThat(settled.absence())
                .hasValueSatisfying(absence -> assertThat(absence.isOver()).isTrue());
        assertThat(presence.absence()).isEqualTo(settled.absence());
        assertThat(presence.usualLagMs()).isEqualTo(3_600 * SECOND);
    }

    @Test
    void shouldBeginAnotherAbsenceAfterOneThatIsOver() {
        // Given
        var presence = Presence.first(0, 0).after(30 * SECOND, SECOND).after(31 * SECOND, 31 * SECOND);

        // When
        presence = presence.after(90 * SECOND, 32 * SECOND);

        // Then
        assertThat(presence.absence()).hasValue(new Absence(32 * SECOND, 32 * SECOND, 1, 90 * SECOND, false));
    }
}
