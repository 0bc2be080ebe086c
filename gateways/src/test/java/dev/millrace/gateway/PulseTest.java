package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PulseTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Pulse pulse = new Pulse(Duration.ofSeconds(10), Duration.ofSeconds(25), Duration.ofSeconds(60), 0);

    @Test
    void shouldGoOnAskingWhereverItIsAnswered() {
        // Given
        var beats = 0;

        // When
        for (var now = SECOND; now <= 100 * SECOND; now += SECOND) {
            if (pulse.beat(now, true) == Pulse.Beat.PING) {
                beats++;
                pulse.pingWritten();
                pulse.heard();
            }
        }

        // Then
        assertThat(beats).isEqualTo(10);
    }

    @Test
    void shouldFindSilentWhoNeverAnswers() {
        // Given
        var now = SECOND;

        // When
        while (pulse.beat(now, true) != Pulse.Beat.SILENT && now < 100 * SECOND) {
            pulse.pingWritten();
            now += SECOND;
        }

        // Then
        assertThat(now).isEqualTo(36 * SECOND);
    }

    @Test
    void shouldNotBlameWhoIsNotRead() {
        // Given
        var beat = Pulse.Beat.NOTHING;

        // When
        for (var now = SECOND; now <= 100 * SECOND && beat != Pulse.Beat.SILENT; now += SECOND) {
            beat = pulse.beat(now, false);
            pulse.pingWritten();
        }

        // Then
        assertThat(beat).isNotEqualTo(Pulse.Beat.SILENT);
    }

    @Test
    void shouldFindStalledWhoTakesNoPing() {
        // Given
        pulse.beat(10 * SECOND, true);

        // When
        var waiting = pulse.beat(69 * SECOND, true);
        var stalled = pulse.beat(71 * SECOND, true);

        // Then
        assertThat(waiting).isEqualTo(Pulse.Beat.NOTHING);
        assertThat(stalled).isEqualTo(Pulse.Beat.STALLED);
    }
}
