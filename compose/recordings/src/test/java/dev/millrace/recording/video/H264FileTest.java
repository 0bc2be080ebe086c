package dev.millrace.recording.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.AnnexB;
import dev.millrace.media.Nal;
import dev.millrace.recording.SharedData;
import dev.millrace.recording.file.Opened;
import dev.millrace.recording.video.VideoMessage.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H264FileTest {

    private static final byte[] SPS = {0, 0, 0, 1, 0x67, 0x42, (byte) 0xC0, 0x1E, (byte) 0xDA, 0x05, 0x07, (byte) 0xE4};
    private static final byte[] PPS = {0, 0, 0, 1, 0x68, (byte) 0xCE, 0x3C, (byte) 0x80};
    private static final byte[] SEI = {0, 0, 0, 1, 0x06, 5, 1, 1};
    private static final byte[] IDR = {0, 0, 0, 1, 0x65, (byte) 0x88, 1};
    private static final byte[] IDR_SECOND_SLICE = {0, 0, 1, 0x65, 0x48, 2};
    private static final byte[] FRAME = {0, 0, 0, 1, 0x41, (byte) 0x9A, 3};

    @Test
    void shouldSendParameterSetsAgainBeforeEveryKeyframeAndDropTheRest(@TempDir Path directory) throws IOException {
        // Given
        Path file = file(directory, SPS, PPS, SEI, IDR, IDR_SECOND_SLICE, FRAME, SEI, IDR, FRAME);

        // When
        List<VideoMessage> messages = Messages.of(H264File.open(file).value().orElseThrow());

        // Then
        assertThat(messages)
                .extracting(VideoMessage::kind)
                .containsExactly(
                        Kind.SPS,
                        Kind.PPS,
                        Kind.KEYFRAME,
                        Kind.KEYFRAME,
                        Kind.FRAME,
                        Kind.SPS,
                        Kind.PPS,
                        Kind.KEYFRAME,
                        Kind.FRAME);
    }

    @Test
    void shouldMakeTheSlicesOfOnePictureDueTogether(@TempDir Path directory) throws IOException {
        // Given
        Path file = file(directory, SPS, PPS, IDR, IDR_SECOND_SLICE, FRAME);

        // When
        List<VideoMessage> messages =
                Messages.of(H264File.open(file, 10).value().orElseThrow());

        // Then
        assertThat(messages).extracting(message -> message.due().toMillis()).containsExactly(0L, 0L, 0L, 0L, 100L);
    }

    @Test
    void shouldTellWhatItHolds(@TempDir Path directory) throws IOException {
        // Given
        Path file = Messages.picture(directory);

        // When
        VideoClip.Summary summary =
                H264File.open(file, 10).value().orElseThrow().summary();

        // Then
        assertThat(summary.pictures()).isEqualTo(20);
        assertThat(summary.keyframes()).isEqualTo(2);
        assertThat(summary.messages()).isEqualTo(24);
        assertThat(summary.duration()).isEqualTo(Duration.ofSeconds(2));
        assertThat(summary.size()).contains(new PictureSize(320, 180));
        assertThat(summary.trouble()).isEmpty();
    }

    @Test
    void shouldRefuseAFileThatIsNoStream(@TempDir Path directory) throws IOException {
        // Given
        Path file = file(directory, "What is this?".getBytes(StandardCharsets.UTF_8));

        // When
        Opened<H264File> opened = H264File.open(file);

        // Then
        assertThat(opened.reason()).contains(file + " holds no H.264 picture");
    }

    @ParameterizedTest
    @CsvSource({
        "BA_MW_D.264, 100, 176x144",
        "VID_1280x720_cabac_temporal_direct.264, 300, 1280x720",
        "VID_1920x1080_cavlc_temporal_direct.264, 54, 1920x1080",
        "test_cif_P_CABAC_slice.264, 300, 352x288"
    })
    void shouldSendRealStreamsSoThatTheyDecodeWithoutError(String name, int pictures, String size) throws IOException {
        // Given
        Path file = SharedData.file("h264").resolve(name);
        H264File clip = H264File.open(file).value().orElseThrow();

        // When
        List<VideoMessage> messages = Messages.of(clip);

        // Then
        Decoded decoded = Decoded.of(Messages.stream(messages));
        assertThat(decoded.pictures()).isEqualTo(pictures);
        assertThat(decoded.errors()).isZero();
        assertThat(clip.summary().size().map(PictureSize::toString)).contains(size);
        List<byte[]> sent = messages.stream()
                .filter(message -> !message.kind().isConfiguration())
                .map(VideoMessage::nal)
                .toList();
        List<byte[]> slices = AnnexB.split(Files.readAllBytes(file)).stream()
                .filter(Nal::isSlice)
                .map(Nal::bytes)
                .toList();
        assertThat(Arrays.deepEquals(sent.toArray(), slices.toArray())).isTrue();
    }

    @Property(tries = 300)
    void shouldTellAPictureSizeOrNoneOfAnyParameterSet(@ForAll byte[] bytes) {
        // Given
        var nal = new Nal(bytes, 0);

        // When
        var size = PictureSize.of(nal);

        // Then
        assertThat(size)
                .matches(found -> found.isEmpty()
                        || (found.get().width() > 0 && found.get().height() > 0));
    }

    private static Path file(Path directory, byte[]... units) throws IOException {
        Path file = directory.resolve("some.264");
        try (var out = Files.newOutputStream(file)) {
            for (byte[] unit : units) {
                out.write(unit);
            }
        }
        return file;
    }
}
