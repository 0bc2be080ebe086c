package dev.millrace.gpu.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.gpu.model.ModelException;
import dev.millrace.gpu.model.ModelSettings;
import dev.millrace.gpu.scene.ModelFolder;
import dev.millrace.gpu.scene.Pixels;
import dev.millrace.gpu.scene.TinyModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorsTest {

    @TempDir
    Path directory;

    @Test
    void shouldFindTheSameInABatchAsInEachPicture() throws Exception {
        // Given
        var folder = new ModelFolder(directory).detector("one-box", TinyModels.oneBox(16, 8));
        var pictures = new ArrayList<Pixels>();
        for (var i = 0; i < 7; i++) {
            var colour = (40 + 20 * i) << 16 | (60 + 25 * i) << 8;
            pictures.add(new Pixels(64 + i, 48, (x, y) -> colour));
        }
        var frames = pictures.stream().map(Pixels::frame).toList();

        // When
        List<List<Detection>> together;
        List<List<Detection>> oneByOne;
        try (var batched = Detectors.open(folder.settings("one-box", "cpu", 3));
                var single = Detectors.open(folder.settings("one-box", "cpu", 1))) {
            together = batched.detect(frames);
            oneByOne = frames.stream().map(single::detect).toList();
            assertThat(batched.state().batch()).isEqualTo(3);
            assertThat(batched.state().pictures()).isEqualTo(7);
        }

        // Then
        assertThat(together).isEqualTo(oneByOne).hasSize(7);
        assertThat(together.get(0)).as("less sure than the least").isEmpty();
        var last = together.get(6).get(0);
        assertThat(last.right()).isCloseTo(70 * 160 / 255f, within(0.5f));
        assertThat(last.bottom()).isCloseTo(48 * 160 / 255f, within(0.5f));
        assertThat(last.score()).isCloseTo(210 / 255f, within(0.01f));
        pictures.forEach(Pixels::close);
    }

    @Test
    void shouldRunOnTheProcessorAndSaySoWhereThereIsNoGraphicsCard() throws Exception {
        // Given
        var folder = new ModelFolder(directory).detector("one-box", TinyModels.oneBox(16, 8));

        // When
        try (var detector = Detectors.open(folder.settings("one-box", "cuda:99", 3))) {

            // Then
            assertThat(detector.provider()).isEqualTo("cpu");
            assertThat(detector.state().note()).startsWith("cuda:99 cannot be used");
        }
    }

    @Test
    void shouldFallBackOnTheDetectorWithoutAModelByDefaultAlone() {
        // Given
        var byDefault = new ModelSettings(directory.toString(), "default", "default", "cpu", 8);
        var named = new ModelSettings(directory.toString(), "yolox-nano-416", "default", "cpu", 8);

        // When
        try (var detector = Detectors.open(byDefault)) {

            // Then
            assertThat(detector.name()).isEqualTo("hog");
            assertThat(detector.state().note()).contains("coco_ssd_300.onnx is not there");
            assertThatThrownBy(() -> Detectors.open(named))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("yolox_nano_416.onnx is not there");
        }
    }

    @Test
    void shouldFindNobodyInPicturesOfNothing() {
        // Given
        var settings = new ModelSettings(directory.toString(), "hog", "default", "cpu", 8);

        // When
        List<List<Detection>> found;
        try (var detector = Detectors.open(settings);
                var small = new Pixels(3, 2, (x, y) -> 0x808080);
                var large = new Pixels(320, 240, (x, y) -> 0x808080)) {
            found = detector.detect(List.<AVFrame>of(small.frame(), large.frame()));
        }

        // Then
        assertThat(found).containsExactly(List.of(), List.of());
    }
}
