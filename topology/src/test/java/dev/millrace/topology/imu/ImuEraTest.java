package dev.millrace.topology.imu;

import static dev.millrace.topology.imu.Playback.EPOCH;
import static dev.millrace.topology.imu.Playback.MONOTONIC;
import static dev.millrace.topology.imu.Playback.MS;
import static dev.millrace.topology.imu.Playback.RULES;
import static dev.millrace.topology.imu.Playback.one;
import static dev.millrace.topology.imu.Playback.play;
import static dev.millrace.topology.imu.Playback.run;
import static dev.millrace.topology.imu.Playback.sample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topology.imu.Playback.Input;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a window believes that a device has begun to count anew, and when it does not. */
class ImuEraTest {

    @Test
    void shouldBeginAnEraWhenADeviceStartsAgainAtZero() {
        // Given
        var inputs = new ArrayList<>(run(1_000_000, 100));
        inputs.addAll(run(0, 100));

        // When
        var window = new ReorderWindow(RULES);
        var outcome = play(window, inputs, false);

        // Then
        assertThat(window.era()).isEqualTo(2);
        assertThat(outcome.late).isEmpty();
        assertThat(outcome.emittedByEra.get(1L)).hasSize(100);
        assertThat(outcome.emittedByEra.get(2L)).startsWith(0L, 5 * MS, 10 * MS);
    }

    @Test
    void shouldBeginAnEraWhenTheClockIsAnother() {
        // Given
        var inputs = new ArrayList<>(run(1_000_000, 20));
        run(1_000_000, 20).forEach(input -> inputs.add(new Input(input.stamps(), MONOTONIC, false)));

        // When
        var window = new ReorderWindow(RULES);
        play(window, inputs, false);

        // Then
        assertThat(window.era()).isEqualTo(2);
        assertThat(window.totals().duplicates()).isZero();
    }

    @Test
    void shouldNotBeginAnEraWithStampsOfTwoUnits() {
        // Given
        var inputs = new ArrayList<>(run(0, 20));
        inputs.add(new Input(List.of(900_000 * MS), MONOTONIC, false));
        inputs.add(new Input(List.of(900_001 * MS), Unit.UNKNOWN, false));
        inputs.add(new Input(List.of(900_000 * MS, 900_002 * MS, 900_003 * MS), EPOCH, false));

        // When
        var window = new ReorderWindow(RULES);
        var outcome = play(window, inputs, false);

        // Then
        assertThat(outcome.late).containsExactly(20, 21);
        assertThat(window.era()).isEqualTo(1);
        assertThat(outcome.emitted.size() + outcome.late.size() + window.waiting())
                .isEqualTo(outcome.samples);
    }

    @Test
    void shouldBeginAnEraThoughTheDeviceIsQuietAfterEachSample() {
        // Given
        var inputs = new ArrayList<>(run(1_000_000, 20));
        for (var i = 0; i < 20; i++) inputs.add(new Input(List.of(i * 500 * MS), EPOCH, true));

        // When
        var window = new ReorderWindow(RULES);
        var outcome = play(window, inputs, false);

        // Then
        assertThat(outcome.late).containsExactly(20, 21, 22, 23);
        assertThat(outcome.emitted).hasSize(36);
        assertThat(window.waiting()).isZero();
    }

    @Test
    void shouldNotCountARepeatedStrayTowardsAnEra() {
        // Given
        var inputs = new ArrayList<>(run(0, 20));
        for (var i = 0; i < 20; i++) inputs.add(new Input(List.of(9_000_000 * MS), EPOCH, true));

        // When
        var outcome = play(new ReorderWindow(RULES), inputs, true);

        // Then
        assertThat(outcome.late).containsExactly(20);
        assertThat(outcome.duplicates).hasSize(19);
    }

    @Test
    void shouldNotCountStraysBeforeAnOrdinaryStampTowardsAnEra() {
        // Given
        var inputs = new ArrayList<Input>();
        for (var i = 0; i < 20; i++) {
            inputs.add(one(i * 500 * MS));
            inputs.add(new Input(List.of((9_000_000 + i) * MS), EPOCH, true));
        }

        // When
        var window = new ReorderWindow(RULES);
        var outcome = play(window, inputs, false);

        // Then
        assertThat(outcome.late).hasSize(20);
        assertThat(window.era()).isEqualTo(1);
    }

    @Test
    void shouldNotBelieveOneStampOfTheFarFuture() {
        // Given
        var inputs = new ArrayList<>(run(0, 50));
        inputs.add(one(9_000_000 * MS));
        inputs.addAll(run(250, 50));

        // When
        var window = new ReorderWindow(RULES);
        var outcome = play(window, inputs, false);

        // Then
        assertThat(outcome.late).containsExactly(50);
        assertThat(window.era()).isEqualTo(1);
        assertThat(window.totals().emitted()).isEqualTo(90);
    }

    @Test
    void shouldGoOnInItsEraWhenADeviceComesBackAsMuchLater() {
        // Given
        var window = new ReorderWindow(RULES);
        window.admit(sample(0, 5 * MS, EPOCH), new Arrival(0, 0, 0, false));

        // When
        var hour = 3_600_000 * MS;
        window.admit(sample(1, hour, EPOCH), new Arrival(hour, 0, 0, false));
        window.admit(sample(2, hour + 100 * MS, EPOCH), new Arrival(hour, 0, 0, false));

        // Then
        assertThat(window.era()).isEqualTo(1);
        assertThat(window.totals()).isEqualTo(new Totals(3, 2, 0, 0, 1, 0));
    }
}
