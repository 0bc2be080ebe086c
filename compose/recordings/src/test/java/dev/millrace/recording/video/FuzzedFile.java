package dev.millrace.recording.video;

import dev.millrace.recording.file.Opened;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file, in memory where there is such a place, that is written anew for each input of a fuzzer. */
final class FuzzedFile {

    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path file = temporary();

    Path holding(byte[] bytes) throws IOException {
        return Files.write(file, bytes);
    }

    static void requirePlayable(Opened<? extends VideoClip> opened) throws IOException {
        if (opened.value().isEmpty()) return;
        try (var reel = opened.value().get().open()) {
            while (reel.next().isPresent()) continue;
        }
    }

    private static Path temporary() {
        try {
            var created = Files.isWritable(MEMORY)
                    ? Files.createTempFile(MEMORY, "millrace-fuzz", ".bin")
                    : Files.createTempFile("millrace-fuzz", ".bin");
            created.toFile().deleteOnExit();
            return created;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
