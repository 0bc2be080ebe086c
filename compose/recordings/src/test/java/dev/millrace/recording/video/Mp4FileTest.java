package dev.millrace.recording.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.recording.SharedData;
import dev.millrace.recording.file.Opened;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Mp4FileTest {

    @TempDir
    Path directory;

    private H264File original = new H264File(
            Path.of(""), 1, new VideoClip.Summary(0, 0, 0, 0, Duration.ZERO, Optional.empty(), Optional.empty()));

    @BeforeEach
    void draw() throws IOException {
        original = H264File.open(Messages.picture(directory), 10).value().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"film.mp4", "film.mov", "film.mkv", "film.avi", "film.ts"})
    void shouldGiveTheSameMessagesAsTheElementaryStream(String name) throws IOException {
        // Given
        Path file = Muxer.write(original, directory.resolve(name), "");

        // When
        Mp4File film = Mp4File.open(file).value().orElseThrow();

        // Then
        List<VideoMessage> messages = Messages.of(film);
        assertThat(messages)
                .extracting(VideoMessage::kind)
                .isEqualTo(
                        Messages.of(original).stream().map(VideoMessage::kind).toList());
        assertThat(messages)
                .extracting(message -> message.due().toMillis())
                .isEqualTo(Messages.of(original).stream()
                        .map(message -> message.due().toMillis())
                        .toList());
        assertThat(Decoded.of(Messages.stream(messages))).isEqualTo(new Decoded(20, 0, 320, 180));
        assertThat(film.summary().trouble()).isEmpty();
    }

    @Test
    void shouldRefuseAFilmWhoseIndexIsCutOff() throws IOException {
        // Given
        Path file = cut(Muxer.write(original, directory.resolve("film.mp4"), ""), 0.6);

        // When
        Opened<Mp4File> opened = Mp4File.open(file);

        // Then
        assertThat(opened.reason().orElseThrow())
                .startsWith(file
                        + " cannot be read: it is no MP4, MOV, AVI, MKV, MPEG-TS or H.264 file, or not a whole one");
    }

    @Test
    void shouldPlayAFilmThatBreaksOffAsFarAsItGoesAndSaySo() throws IOException {
        // Given
        Path file = cut(Muxer.write(original, directory.resolve("film.mp4"), "movflags=faststart"), 0.6);

        // When
        Mp4File film = Mp4File.open(file).value().orElseThrow();

        // Then
        assertThat(film.summary().pictures()).isBetween(5L, 19L);
        assertThat(film.summary().trouble().orElseThrow())
                .startsWith("it breaks off after")
                .endsWith("of 20 pictures");
    }

    @Test
    void shouldOpenOrRefuseWhateverBytesAreDamaged() throws IOException {
        // Given
        byte[] whole = Files.readAllBytes(Muxer.write(original, directory.resolve("film.mp4"), "movflags=faststart"));
        var random = new SplittableRandom(5);
        Path file = directory.resolve("damaged.mp4");

        for (int attempt = 0; attempt < 300; attempt++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 12; i++) {
                damaged[random.nextInt(i % 2 == 0 ? 1_500 : damaged.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, damaged);

            // When
            Opened<Mp4File> opened = Mp4File.open(file);

            // Then
            assertThat(opened.reason().isPresent()).isNotEqualTo(opened.value().isPresent());
        }
    }

    @Test
    void shouldNotFollowAPlaylistToOtherFiles() throws IOException {
        // Given
        Path file = directory.resolve("list.mp4");
        Files.writeString(
                file, "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n" + original.file() + "\n#EXT-X-ENDLIST\n");

        // When
        Opened<Mp4File> opened = Mp4File.open(file);

        // Then
        assertThat(opened.reason()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"h264/car-detection.mp4, 377, 12.5", "video/pets/pets_s2l1_v1_h264.mp4, 795, 10"})
    void shouldReadRealFilmsWithTheirOwnTiming(String name, int pictures, double rate) throws IOException {
        // Given
        Path file = SharedData.file(name);

        // When
        Mp4File film = Mp4File.open(file).value().orElseThrow();

        // Then
        assertThat(film.summary().pictures()).isEqualTo(pictures);
        assertThat(film.summary().duration().toMillis() * rate / 1_000)
                .isCloseTo(pictures, Percentage.withPercentage(2));
        assertThat(Decoded.of(Messages.stream(Messages.of(film))).errors()).isZero();
    }

    @Test
    void shouldSayWhichCodecAnotherFilmHas() {
        // Given
        Path file = SharedData.file("video/pets/vtest.avi");

        // When
        Opened<Mp4File> opened = Mp4File.open(file);

        // Then
        assertThat(opened.reason().orElseThrow()).contains("its video is").endsWith("not H.264");
    }

    private static Path cut(Path file, double share) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        return Files.write(file, Arrays.copyOf(whole, (int) (whole.length * share)));
    }
}
