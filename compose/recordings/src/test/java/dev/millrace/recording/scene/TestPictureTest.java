package dev.millrace.recording.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.recording.video.H264Encoder;
import dev.millrace.recording.video.H264File;
import dev.millrace.recording.video.VideoClip;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestPictureTest {

    private static final TestPicture SMALL = new TestPicture(new H264Encoder.Format(320, 180, 10, 200_000), 3, 2);

    @Test
    void shouldMakeAKeyframeEverySecond(@TempDir Path directory) throws IOException {
        // Given
        var progress = new ArrayList<Integer>();

        // When
        Path file = SMALL.in(directory, progress::add);

        // Then
        VideoClip.Summary summary =
                H264File.open(file, 10).value().orElseThrow().summary();
        assertThat(summary.pictures()).isEqualTo(30);
        assertThat(summary.keyframes()).isEqualTo(3);
        assertThat(progress).hasSize(30).endsWith(30);
    }

    @Test
    void shouldBeMadeOnceAndLeaveNothingElseBehind(@TempDir Path directory) throws IOException {
        // Given
        Path file = SMALL.in(directory, made -> {});
        Files.writeString(file, "kept");

        // When
        Path again = SMALL.in(directory, made -> {});

        // Then
        assertThat(again).isEqualTo(file).hasContent("kept");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void shouldDrawTheSameForTheSameSeedAndAnotherForAnother() {
        // Given
        var moment = new Moment(7, 30, 10);

        // When
        List<int[]> pictures = List.of(
                pixels(new MillScene(1).draw(320, 180, moment)),
                pixels(new MillScene(1).draw(320, 180, moment)),
                pixels(new MillScene(2).draw(320, 180, moment)));

        // Then
        assertThat(pictures.get(0)).isEqualTo(pictures.get(1)).isNotEqualTo(pictures.get(2));
    }

    @Test
    void shouldCloseTheLoopWithoutASeam() {
        // Given
        var scene = new MillScene(1);

        // When
        long step = difference(scene, 597, 598);
        long seam = difference(scene, 599, 600);

        // Then
        assertThat(seam).isLessThan(step * 3 / 2);
    }

    /** How far two frames are apart, the caption left out. */
    private static long difference(MillScene scene, long first, long second) {
        int[] one = pixels(scene.draw(320, 180, new Moment(first, 600, 30)));
        int[] other = pixels(scene.draw(320, 180, new Moment(second % 600, 600, 30)));
        long sum = 0;
        for (int i = 0; i < 320 * 150; i++) {
            sum += Math.abs((one[i] >> 8 & 0xFF) - (other[i] >> 8 & 0xFF));
        }
        return sum;
    }

    private static int[] pixels(BufferedImage picture) {
        return ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
    }
}
