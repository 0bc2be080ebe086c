package dev.millrace.gpu.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.gpu.detect.Detection;
import dev.millrace.gpu.model.ModelSettings;
import dev.millrace.gpu.onnx.OnnxGraph;
import dev.millrace.gpu.scene.ModelFolder;
import dev.millrace.gpu.scene.Pixels;
import dev.millrace.gpu.scene.TinyModels;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddersTest {

    /** Red on the left, blue on the right. */
    private static final Detection RED = new Detection(4, 4, 28, 60, 1);

    private static final Detection BLUE = new Detection(36, 4, 60, 60, 1);
    private static final Detection HALF_OUTSIDE = new Detection(-20, -20, 20, 60, 1);
    private static final Detection OUTSIDE = new Detection(70, 0, 90, 60, 1);
    private static final Detection TINY = new Detection(4, 4, 7, 60, 1);

    @TempDir
    Path directory;

    @Test
    void shouldMakeAVectorOfLengthOneOfEachThatIsSeen() throws Exception {
        // Given
        var folder = new ModelFolder(directory)
                .embedder("one", TinyModels.means(1, 16, 8), 3)
                .embedder("many", TinyModels.means(OnnxGraph.BATCH, 16, 8), 3);
        var detections = List.of(RED, OUTSIDE, BLUE, TINY, HALF_OUTSIDE, RED);

        // When
        List<float[]> one;
        List<float[]> many;
        try (var picture = redAndBlue();
                var single = Embedders.open(folder.settings("one", "cpu", 8));
                var batched = Embedders.open(folder.settings("many", "cpu", 3))) {
            one = single.embed(picture.frame(), detections);
            many = batched.embed(picture.frame(), detections);
            assertThat(single.state().batch()).isEqualTo(1);
            assertThat(batched.state().batch()).isEqualTo(3);
        }

        // Then
        for (var vectors : List.of(one, many)) {
            assertThat(vectors).hasSize(6);
            assertThat(vectors.get(0)).containsExactly(new float[] {1, 0, 0}, within(0.02f));
            assertThat(vectors.get(1)).isEmpty();
            assertThat(vectors.get(2)).containsExactly(new float[] {0, 0, 1}, within(0.02f));
            assertThat(vectors.get(3)).isEmpty();
            assertThat(vectors.get(4)).containsExactly(new float[] {1, 0, 0}, within(0.02f));
        }
    }

    @Test
    void shouldGiveNothingWhereTheModelGivesNoNumbers() throws Exception {
        // Given
        var folder = new ModelFolder(directory).embedder("infinities", TinyModels.infinities(16, 8), 3);

        // When
        try (var picture = redAndBlue();
                var embedder = Embedders.open(folder.settings("infinities", "cpu", 8))) {
            var vectors = embedder.embed(picture.frame(), List.of(RED, BLUE));

            // Then
            assertThat(vectors).hasSize(2).allMatch(vector -> vector.length == 0);
            assertThat(embedder.state().unusable()).isEqualTo(2);
        }
    }

    @Test
    void shouldTellColoursApartWithoutAModel() {
        // Given
        var settings = new ModelSettings(directory.toString(), "default", "default", "cpu", 8);

        // When
        try (var picture = redAndBlue();
                var embedder = Embedders.open(settings)) {
            var vectors = embedder.embed(picture.frame(), List.of(RED, BLUE, RED, TINY));

            // Then
            assertThat(embedder.name()).isEqualTo("stripes");
            assertThat(embedder.state().note()).contains("is not there");
            assertThat(alike(vectors.get(0), vectors.get(2))).isCloseTo(1, within(1e-5));
            assertThat(alike(vectors.get(0), vectors.get(1))).isLessThan(0.3);
            assertThat(vectors.get(3)).isEmpty();
        }
    }

    private static double alike(float[] one, float[] other) {
        var sum = 0.0;
        for (var i = 0; i < one.length; i++) sum += one[i] * other[i];
        return sum;
    }

    private static Pixels redAndBlue() {
        return new Pixels(64, 64, (x, y) -> x < 32 ? 0xFF0000 : 0x0000FF);
    }
}
