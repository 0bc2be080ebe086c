package dev.millrace.gpu.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.gpu.model.InputCard;
import dev.millrace.gpu.model.Outputs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each adapter on numbers of which one can say by hand what they mean. */
class DetectorOutputTest {

    private static final InputCard INPUT = new InputCard(
            32,
            16,
            InputCard.Layout.NCHW,
            InputCard.Colours.BGR,
            InputCard.Resize.STRETCH,
            0,
            List.of(0f, 0f, 0f),
            List.of(1f, 1f, 1f));

    /** Grids of 4 × 2 cells of 8 pixels and 2 × 1 of 16. */
    private static final List<Integer> STRIDES = List.of(8, 16);

    @Test
    void shouldReadYolox() {
        // Given
        var adapter = new YoloxOutput(STRIDES, 1);
        var values = new float[10 * 7];
        // The cell in column 2, row 1 of the first grid; the class of people is the second.
        put(values, 6 * 7, 0.5f, 0.25f, (float) Math.log(1.5), (float) Math.log(0.5), 0.8f, 1, 0.5f);
        // The second cell of the second grid.
        put(values, 9 * 7, 0, 0.5f, 0, 0, 0.9f, 0, 1);

        // When
        var found = read(adapter, Map.of("output", values), 0.3);

        // Then
        assertThat(found).hasSize(2);
        assertBox(found.get(0), 20 - 6, 10 - 2, 20 + 6, 10 + 2, 0.4);
        assertBox(found.get(1), 16 - 8, 8 - 8, 16 + 8, 8 + 8, 0.9);
        assertThat(adapter.misfit(INPUT, Map.of("output", new long[] {1, 10, 7})))
                .isEmpty();
        assertThat(adapter.misfit(INPUT, Map.of("output", new long[] {1, 10, 6})))
                .hasValueSatisfying(misfit -> assertThat(misfit).contains("[1, 10, 7]"));
        assertThat(adapter.misfit(INPUT, Map.of("output", new long[] {1, 9, 7})))
                .isPresent();
    }

    @Test
    void shouldReadNanoDet() {
        // Given
        var adapter = new NanoDetOutput(List.of(16), 3, "score_", "side_", 0);
        var scores = new float[] {0.1f, 0.7f};
        var sides = new float[2 * 4 * 3];
        // To the left surely 1 cell, upwards 0 or 1 alike, to the right 0, 1 or 2 alike, downwards surely 0.
        put(sides, 12, -100, 0, -100, 0, 0, -100, 5, 5, 5, 100, 0, 0);

        // When
        var found = read(adapter, Map.of("score_16", scores, "side_16", sides), 0.3);

        // Then
        assertThat(found).hasSize(1);
        assertBox(found.get(0), 23.5 - 16, 0, 32, 7.5, 0.7);
        assertThat(adapter.misfit(INPUT, Map.of("score_16", new long[] {1, 2, 1}, "side_16", new long[] {1, 2, 12})))
                .isEmpty();
        assertThat(adapter.misfit(INPUT, Map.of("score_16", new long[] {1, 2, 1})))
                .hasValueSatisfying(misfit -> assertThat(misfit).contains("side_16"));
    }

    @Test
    void shouldReadSsd() {
        // Given
        var adapter = new SsdOutput("boxes", "scores", 1);
        var boxes = new float[] {0, 0, 1, 1, 0.25f, 0.5f, 0.75f, 1};
        var scores = new float[] {0.9f, 0.1f, 0, 0.6f};

        // When
        var found = read(adapter, Map.of("boxes", boxes, "scores", scores), 0.3);

        // Then
        assertThat(found).hasSize(1);
        assertBox(found.get(0), 16, 4, 32, 12, 0.6);
        assertThat(adapter.misfit(INPUT, Map.of("boxes", new long[] {1, 2, 4}, "scores", new long[] {1, 2, 1})))
                .isPresent();
    }

    @Test
    void shouldReadBoxesWithLabels() {
        // Given
        var adapter = new LabelledOutput("boxes", "labels", "scores", 1);
        var boxes = new float[] {1, 2, 3, 4, 5, 6, 7, 8};

        // When
        var found = read(
                adapter, Map.of("boxes", boxes, "labels", new float[] {2, 1}, "scores", new float[] {0.9f, 0.8f}), 0.3);

        // Then
        assertThat(found).hasSize(1);
        assertBox(found.get(0), 5, 6, 7, 8, 0.8);
        assertThat(adapter.isApart()).isFalse();
    }

    @Test
    void shouldLeaveOutAndCountWhatIsNoNumber() {
        // Given
        var nan = Float.NaN;
        var infinite = Float.POSITIVE_INFINITY;
        var boxes = new float[] {0, 0, 1, 1, 0, nan, 1, 1, 0, 0, infinite, 1, 0, 0, 1, 1};
        var scores = new float[] {nan, 0.9f, 0.9f, infinite};
        var candidates = new Candidates(1, 1, 32, 16, 0.3);

        // When
        new SsdOutput("boxes", "scores", 0)
                .read(INPUT, new Outputs(Map.of("boxes", boxes, "scores", scores)), candidates);

        // Then
        assertThat(candidates.found()).isEmpty();
        assertThat(candidates.unusable()).isEqualTo(4);
    }

    @Test
    void shouldClipToThePictureAndMeasureInItsPixels() {
        // Given
        var candidates = new Candidates(0.5, 0.25, 100, 50, 0.3);

        // When
        candidates.add(-5, 5, 60, 10, 0.9);
        candidates.add(60, 0, 70, 10, 0.9);

        // Then
        assertThat(candidates.found()).containsExactly(new Detection(0, 20, 100, 40, 0.9f));
    }

    private static List<Detection> read(DetectorOutput adapter, Map<String, float[]> values, double least) {
        var candidates = new Candidates(1, 1, 32, 16, least);
        adapter.read(INPUT, new Outputs(values), candidates);
        return candidates.found();
    }

    private static void put(float[] into, int at, float... values) {
        System.arraycopy(values, 0, into, at, values.length);
    }

    private static void assertBox(Detection box, double left, double top, double right, double bottom, double score) {
        assertThat(box.left()).isCloseTo((float) left, within(1e-3f));
        assertThat(box.top()).isCloseTo((float) top, within(1e-3f));
        assertThat(box.right()).isCloseTo((float) right, within(1e-3f));
        assertThat(box.bottom()).isCloseTo((float) bottom, within(1e-3f));
        assertThat(box.score()).isCloseTo((float) score, within(1e-3f));
    }
}
