package dev.millrace.topology.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.topology.tracking.Trail.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TrailTest {

    @Example
    void shouldFillAGapEvenlyAndNoneThatIsTooLong() {
        // Given
        var places = List.of(at(1, 0), at(5, 40), at(20, 0));

        // When
        var filled = Trail.filled(places, 3);

        // Then
        assertThat(filled).containsExactly(at(1, 0), at(2, 10), at(3, 20), at(4, 30), at(5, 40), at(20, 0));
    }

    @Property
    void shouldLeaveSteadyWalksAsTheyAre(@ForAll @IntRange(min = 1, max = 50) int frames, @ForAll long seed) {
        // Given
        var random = new Random(seed);
        var places = new ArrayList<Place>();
        for (var frame = 0; frame < frames; frame++) if (random.nextInt(3) > 0) places.add(at(frame, 7 * frame));

        // When
        var smoothed = Trail.smoothed(places, 3, 20);

        // Then
        assertThat(smoothed).hasSameSizeAs(places);
        for (var n = 0; n < places.size(); n++) {
            assertThat(smoothed.get(n).frame()).isEqualTo(places.get(n).frame());
            assertThat(smoothed.get(n).box().left())
                    .isEqualTo(places.get(n).box().left(), within(1e-6));
        }
    }

    @Example
    void shouldTakeTheJitterOutOfAWalk() {
        // Given
        var random = new Random(7);
        var truth = new ArrayList<Place>();
        var seen = new ArrayList<Place>();
        for (var frame = 0; frame < 100; frame++) {
            truth.add(at(frame, 3 * frame));
            seen.add(at(frame, 3 * frame + 5 * random.nextGaussian()));
        }

        // When
        var smoothed = Trail.smoothed(seen, 3, 20);

        // Then
        assertThat(error(smoothed, truth)).isLessThan(error(seen, truth) / 2);
    }

    private static double error(List<Place> places, List<Place> truth) {
        var sum = 0.0;
        for (var n = 0; n < places.size(); n++) {
            var off = places.get(n).box().centreX() - truth.get(n).box().centreX();
            sum += off * off;
        }
        return Math.sqrt(sum / places.size());
    }

    private static Place at(long frame, double x) {
        return new Place(frame, new Box(x, 10, x + 40, 110));
    }
}
