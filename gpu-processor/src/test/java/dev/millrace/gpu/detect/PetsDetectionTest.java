package dev.millrace.gpu.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.gpu.model.ModelSettings;
import dev.millrace.gpu.scene.Accuracy;
import dev.millrace.gpu.scene.MarkedVideo;
import dev.millrace.gpu.scene.VideoFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each detector on every tenth picture of PETS09-S2L1, against people marked by hand. */
class PetsDetectionTest {

    private static final double TOLERANCE = 0.08;

    @ParameterizedTest
    @CsvSource({"yolox-nano-416,.76,.90", "nanodet-m-416,.83,.86", "light-person-192,.77,.72"})
    void shouldFindPeopleAsWellAsTheModelCan(String card, double precision, double recall) throws Exception {
        // Given
        var settings = settings(MarkedVideo.data().resolve("models"), card);

        // When
        var accuracy = measured(settings);

        // Then
        assertThat(accuracy.precision()).isGreaterThan(precision - TOLERANCE);
        assertThat(accuracy.recall()).isGreaterThan(recall - TOLERANCE);
    }

    @Test
    void shouldFindPeopleByDefaultAsWellAsItsModelCan() throws Exception {
        // Given
        var settings = settings(ModelSettings.directory(""), ModelSettings.DEFAULT);
        assumeTrue(
                Files.exists(settings.place().resolve("coco_ssd_300.onnx")),
                "skipped: the build could not fetch the default detector");

        // When
        var accuracy = measured(settings);

        // Then
        assertThat(accuracy.precision()).isGreaterThan(.74 - TOLERANCE);
        assertThat(accuracy.recall()).isGreaterThan(.74 - TOLERANCE);
    }

    @Test
    void shouldFindPeopleWithoutAModel() throws Exception {
        // Given
        var settings = settings(Path.of("nowhere"), "hog");

        // When
        var accuracy = measured(settings);

        // Then
        assertThat(accuracy.precision()).isGreaterThan(.68 - TOLERANCE);
        assertThat(accuracy.recall()).isGreaterThan(.77 - TOLERANCE);
    }

    private static ModelSettings settings(Path directory, String detector) {
        return new ModelSettings(directory.toString(), detector, ModelSettings.DEFAULT, "cpu", 8);
    }

    private static Accuracy measured(ModelSettings settings) throws Exception {
        var pets = MarkedVideo.pets();
        var accuracy = new Accuracy();
        var spent = new long[1];
        var count = new int[1];
        try (var detector = Detectors.open(settings)) {
            VideoFile.show(pets.video(), 10, (number, picture) -> {
                var from = System.nanoTime();
                var found = detector.detect(picture);
                spent[0] += System.nanoTime() - from;
                count[0]++;
                accuracy.add(found, pets.at(number));
            });
            System.out.printf("%s: %s, %.1f ms a picture%n", detector.name(), accuracy, spent[0] / 1e6 / count[0]);
        }
        return accuracy;
    }
}
