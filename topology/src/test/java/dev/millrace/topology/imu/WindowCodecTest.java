package dev.millrace.topology.imu;

import static dev.millrace.topology.imu.Playback.EPOCH;
import static dev.millrace.topology.imu.Playback.MONOTONIC;
import static dev.millrace.topology.imu.Playback.RULES;
import static dev.millrace.topology.imu.Playback.run;
import static dev.millrace.topology.imu.Playback.sample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topology.imu.ImuSample.Vector;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowCodecTest {

    /** Of a short run whose last stamp is 10 ms. */
    private static final int RUN_BYTES = 6;

    @Test
    void shouldKeepEachBitOfWhatIsHeld() {
        // Given
        var samples = List.of(
                new ImuSample(
                        -7,
                        new Unit(1_000_000_000, "epoch"),
                        3,
                        "1.5e+18",
                        new Vector(-0.0, Double.MIN_VALUE, Double.NaN),
                        new Vector(0.1, Math.PI, -1e300)),
                sample(1, Long.MAX_VALUE, Unit.UNKNOWN));
        var state = new ReorderWindow.State(
                3,
                Long.MIN_VALUE,
                true,
                -1,
                MONOTONIC,
                new Arrival(1, -2, 3, true),
                new Totals(1, 2, 3, 4, 5, 6),
                new long[] {Long.MIN_VALUE, -1, 5, Long.MAX_VALUE},
                samples,
                samples.subList(0, 1),
                new DoubtfulRun(4, Long.MIN_VALUE, EPOCH));

        // When
        var bytes = WindowCodec.write(state);
        var read = WindowCodec.read(bytes);

        // Then
        assertThat(WindowCodec.write(read)).isEqualTo(bytes);
        assertThat(List.of(read.held(), read.doubted(), read.run(), read.totals(), read.arrival(), read.unit()))
                .isEqualTo(List.of(
                        state.held(), state.doubted(), state.run(), state.totals(), state.arrival(), state.unit()));
        assertThat(read.remembered()).isEqualTo(state.remembered());
        assertThat(List.of(read.era(), read.newest(), read.released())).containsExactly(3L, Long.MIN_VALUE, -1L);
    }

    @Test
    void shouldGoOnWithAWindowOfTheFirstForm() {
        // Given
        var window = new ReorderWindow(RULES);
        for (var input : run(1_000_000, 20))
            window.admit(sample(0, input.stamps().get(0), EPOCH), Arrival.NONE);
        for (var input : run(0, 3)) window.admit(sample(1, input.stamps().get(0), EPOCH), Arrival.NONE);
        var bytes = WindowCodec.write(window.state());

        // When
        var first = Arrays.copyOf(bytes, bytes.length - RUN_BYTES);
        first[0] = 1;

        // Then
        assertThat(WindowCodec.write(WindowCodec.read(first))).isEqualTo(bytes);
    }
}
