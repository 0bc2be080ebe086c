package dev.millrace.gpu.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.gpu.Clip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

    @TempDir
    Path directory;

    @Test
    void shouldNumberThePicturesOfAllPartsThrough() throws IOException {
        // Given
        var part = Clip.modelled(directory, 64, 48, 10, 25).file();

        // When
        var recording = Recording.of(List.of(part, part));

        // Then
        assertThat(recording.frames()).isEqualTo(50);
        assertThat(read(recording, 0)).extracting(CodedPicture::frame).containsExactlyElementsOf(numbers(0, 50));
        assertThat(read(recording, 0))
                .extracting(CodedPicture::part)
                .startsWith(0)
                .endsWith(1);
    }

    @Test
    void shouldBeginWithTheKeyframeThatAPictureNeeds() throws IOException {
        // Given
        var recording =
                Recording.of(List.of(Clip.modelled(directory, 64, 48, 10, 25).file()));

        // When
        var pictures = read(recording, 17);

        // Then
        assertThat(pictures.get(0).frame()).isEqualTo(10);
        assertThat(pictures.get(0).isKeyframe()).isTrue();
        assertThat(pictures.get(0).configuration()).isNotEmpty();
        assertThat(pictures).hasSize(15);
    }

    @Test
    void shouldGoOnInALaterPart() throws IOException {
        // Given
        var part = Clip.modelled(directory, 64, 48, 10, 25).file();
        var recording = Recording.of(List.of(part, part));

        // When
        var pictures = read(recording, 40);

        // Then
        assertThat(pictures).extracting(CodedPicture::frame).containsExactlyElementsOf(numbers(35, 50));
    }

    @Test
    void shouldNumberPicturesAsTheyAreShownWhereTheyAreDecodedInAnotherOrder() throws IOException {
        // Given
        var file = shared("video/pets/pets_s2l1_v1_h264.mp4");
        Assumptions.assumeTrue(file.isPresent(), "no recordings: set MILLRACE_DATA");

        // When
        var pictures = read(Recording.of(List.of(file.get())), 0);

        // Then
        assertThat(pictures)
                .extracting(CodedPicture::frame)
                .containsExactlyInAnyOrderElementsOf(numbers(0, pictures.size()));
        assertThat(pictures).extracting(CodedPicture::order).containsExactlyElementsOf(numbers(0, pictures.size()));
    }

    @Test
    void shouldSayWhatIsWrongWithAFile() throws IOException {
        // Given
        var whole = Files.readAllBytes(Clip.modelled(directory, 64, 48, 10, 25).file());
        var noise = Files.write(directory.resolve("noise.mp4"), new byte[5_000]);
        var withoutKeyframe = Files.write(
                directory.resolve("late.264"), java.util.Arrays.copyOfRange(whole, whole.length / 2, whole.length));

        // Then
        assertThatThrownBy(() -> Recording.of(List.of(noise))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Recording.of(List.of(withoutKeyframe, noise))).isInstanceOf(IOException.class);
    }

    private static Optional<Path> shared(String name) {
        return Optional.ofNullable(System.getenv("MILLRACE_DATA"))
                .map(data -> Path.of(data, name))
                .filter(Files::exists);
    }

    private static List<CodedPicture> read(Recording recording, long from) throws IOException {
        var pictures = new ArrayList<CodedPicture>();
        try (var reel = recording.from(from)) {
            for (var next = reel.next(); next.isPresent(); next = reel.next()) pictures.add(next.get());
        }
        return pictures;
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
