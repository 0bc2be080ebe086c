package dev.millrace.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.bench.accuracy.Comparison.Frame;
import dev.millrace.topology.tracking.Box;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuresTest {

    /** The example that py-motmetrics publishes, with its figures: distances there are one less the likeness here. */
    @Test
    void shouldMeasureAsAPublishedExampleDoes() {
        // Given
        var frames = List.of(
                new Frame(new int[] {0, 1}, new int[] {0, 1, 2}, new double[][] {{0.9, 0, 0.7}, {0.5, 0.8, 0.7}}),
                new Frame(new int[] {0, 1}, new int[] {0}, new double[][] {{0.8}, {0.6}}),
                new Frame(new int[] {0, 1}, new int[] {0, 2}, new double[][] {{0.4, 0.8}, {0.9, 0.4}}));
        var comparison = new Comparison(frames, 2, 3);

        // When
        var clear = Clear.of(comparison, 0.3);
        var identity = Identity.of(comparison, 0.3);

        // Then
        assertThat(clear).isEqualTo(new Clear(5, 1, 1, 1));
        assertThat(clear.accuracy()).isEqualTo(0.5, within(1e-9));
        assertThat(clear.recall()).isEqualTo(5.0 / 6, within(1e-9));
        assertThat(clear.precision()).isEqualTo(5.0 / 6, within(1e-9));
        assertThat(identity.f1()).isEqualTo(5.0 / 6, within(1e-9));
    }

    /** One person all the time, under two ids for half of it each: TPA is half of what each of the three could be. */
    @Test
    void shouldCountHalfForAnIdThatChangesInTheMiddle() {
        // Given
        var truth = labels(10, frame -> 1L);
        var said = labels(10, frame -> frame < 5 ? 1L : 2L);

        // When
        var comparison = Comparison.of(truth, said);
        var higher = HigherOrder.of(comparison);

        // Then
        assertThat(higher.detection()).isEqualTo(1, within(1e-9));
        assertThat(higher.association()).isEqualTo(0.5, within(1e-9));
        assertThat(higher.hota()).isEqualTo(Math.sqrt(0.5), within(1e-9));
        assertThat(Identity.of(comparison, 0.5).f1()).isEqualTo(0.5, within(1e-9));
        assertThat(Clear.of(comparison, 0.5)).isEqualTo(new Clear(10, 0, 0, 1));
    }

    /** Found in half of the frames: what is found is kept for ever, and half of the truth's frames are missed. */
    @Test
    void shouldCountHalfForAPersonWhoIsFoundHalfOfTheTime() {
        // Given
        var truth = labels(10, frame -> 1L);
        var said = labels(5, frame -> 1L);

        // When
        var higher = HigherOrder.of(Comparison.of(truth, said));

        // Then
        assertThat(List.of(higher.detection(), higher.association(), higher.hota()))
                .allSatisfy(figure -> assertThat(figure).isEqualTo(0.5, within(1e-9)));
    }

    /** A box that overlaps by 0.6 meets the twelve demands up to 0.60, and none of the seven above. */
    @Test
    void shouldDemandMoreAndMoreLikeness() {
        // Given
        var frames = new ArrayList<Frame>();
        for (var n = 0; n < 4; n++) frames.add(new Frame(new int[] {0}, new int[] {0}, new double[][] {{0.6}}));

        // When
        var higher = HigherOrder.of(new Comparison(frames, 1, 1));

        // Then
        assertThat(higher.hota()).isEqualTo(12.0 / 19, within(1e-9));
        assertThat(higher.detection()).isEqualTo(12.0 / 19, within(1e-9));
    }

    @Test
    void shouldMeasureNothingOfNothing() {
        // Given
        var nobody = Comparison.of(new Labels(), new Labels());
        var mistakes = Comparison.of(new Labels(), labels(3, frame -> 1L));

        // Then
        assertThat(HigherOrder.of(nobody)).isEqualTo(new HigherOrder(0, 0, 0));
        assertThat(Identity.of(mistakes, 0.5).f1()).isZero();
        assertThat(Clear.of(mistakes, 0.5)).isEqualTo(new Clear(0, 0, 3, 0));
    }

    private interface Naming {
        long in(int frame);
    }

    private static Labels labels(int frames, Naming naming) {
        var labels = new Labels();
        for (var frame = 0; frame < frames; frame++) {
            labels.add(frame, new Labels.Label(naming.in(frame), new Box(frame, 0, frame + 10, 20), 1));
        }
        return labels;
    }
}
