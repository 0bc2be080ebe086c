package dev.millrace.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.gpu.detect.DetectorCard;
import dev.millrace.gpu.embed.EmbedderCard;
import dev.millrace.gpu.model.ModelException.Reason;
import dev.millrace.gpu.onnx.OnnxGraph;
import dev.millrace.gpu.scene.ModelFolder;
import dev.millrace.gpu.scene.TinyModels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"coco-ssd-300", "yolox-nano-416", "light-person-192", "nanodet-m-416"})
    void shouldReadTheDetectorsThatComeAlong(String name) {
        assertThat(Cards.shipped(name, DetectorCard.class).licence()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"person-reid-retail-0287", "osnet-x0-25-msmt17", "clip-vit-b-32"})
    void shouldReadTheEmbeddersThatComeAlong(String name) {
        assertThat(Cards.shipped(name, EmbedderCard.class).licence()).isNotEmpty();
    }

    @Test
    void shouldAgreeWithTheDefaultsFile() {
        assertThat(ModelSettings.defaults().as("models", ModelSettings.class))
                .isEqualTo(new ModelSettings("", ModelSettings.DEFAULT, ModelSettings.DEFAULT, "cpu", 8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deviation | variance | card.input.deviation",
                "licence: ours | 'licence: ours\ncolour: red' | card.colour",
                "size: 3 | size: 3, wings: 2 | card.output.wings",
                "size: 3 | size: 0 | size must be positive",
                "adapter: embedding | adapter: guess | guess",
                "kind: embedder | kind: detector | kind must be EMBEDDER",
                "file: means.onnx | file: ../means.onnx | below the directory of models",
                "name: means | name: other | its card is that of other",
                "width: 16 | width: 100000 | width is 1 to 8192",
                "width: 16, | '' | width",
                "colours: RGB | colours: CMYK | CMYK",
                "licence: ours | 'licence: [' | not YAML"
            })
    void shouldSayWhatIsWrongInACard(String right, String wrong, String said) throws Exception {
        // Given
        new ModelFolder(directory).embedder("means", TinyModels.means(1, 16, 8), 3);
        var file = directory.resolve("means.yaml");
        Files.writeString(file, Files.readString(file).replace(right, wrong));

        // Then
        assertThatThrownBy(() -> Cards.find("means", directory, EmbedderCard.class))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CARD))
                .hasMessageContaining("model means")
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "../card", "a/b", ""})
    void shouldSayWhereThereIsNoCard(String name) {
        assertFails(Reason.CARD, "", () -> Cards.find(name, directory, DetectorCard.class));
    }

    @Test
    void shouldSayThatAFileIsNotThereOrAnother() throws Exception {
        // Given
        var folder = new ModelFolder(directory).embedder("means", TinyModels.means(1, 16, 8), 3);
        var card = Cards.find("means", directory, EmbedderCard.class);
        var settings = folder.settings("means", "cpu", 1);
        var file = directory.resolve("means.onnx");

        // Then
        Files.write(file, new byte[] {1});
        assertFails(Reason.CHECKSUM, "its card says " + card.sha256(), () -> ModelSession.open(card, settings));
        Files.delete(file);
        assertFails(Reason.MISSING, file.toString(), () -> ModelSession.open(card, settings));
    }

    @Test
    void shouldSayThatAModelIsNotWhatItsCardSays() throws Exception {
        // Given
        var folder = new ModelFolder(directory)
                .embedder("larger", TinyModels.means(OnnxGraph.BATCH, 17, 8), 3)
                .embedder("longer", TinyModels.means(OnnxGraph.BATCH, 16, 8), 4)
                .embedder("twins", TinyModels.means(2, 16, 8), 3)
                .embedder("rubbish", new byte[] {1, 2, 3}, 3);

        // Then
        assertFails(Reason.SHAPE, "takes [-1, 3, 8, 17], but its card says [1, 3, 8, 16]", open(folder, "larger"));
        assertFails(Reason.SHAPE, "gives vector[1, 3], but by its card it has one output", open(folder, "longer"));
        assertFails(Reason.SHAPE, "takes [2, 3, 8, 16]", open(folder, "twins"));
        assertFails(Reason.RUN, "cannot load", open(folder, "rubbish"));
    }

    private Runnable open(ModelFolder folder, String name) {
        var card = Cards.find(name, directory, EmbedderCard.class);
        return () -> ModelSession.open(card, folder.settings(name, "cpu", 4));
    }

    private static void assertFails(Reason reason, String said, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(said);
    }
}
