package dev.millrace.recording.video;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.millrace.recording.file.Opened;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

class VideoFileFuzzTest {

    private static final Path FILE = temporary();

    /** The boxes that open an MP4, so that not every input ends at the question of the format. */
    private static final byte[] HEAD = Base64.getDecoder().decode("AAAAGGZ0eXBpc29tAAACAGlzb21pc28yAAAB9G1vb3Y=");

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldPlayElementaryStreamOrSayWhyNot(byte[] bytes) throws IOException {
        requirePlayable(H264File.open(Files.write(FILE, bytes)));
    }

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldPlayContainerOrSayWhyNot(byte[] bytes) throws IOException {
        requirePlayable(Mp4File.open(Files.write(FILE, bytes)));
    }

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldPlayMp4OrSayWhyNot(byte[] bytes) throws IOException {
        var whole = new byte[HEAD.length + bytes.length];
        System.arraycopy(HEAD, 0, whole, 0, HEAD.length);
        System.arraycopy(bytes, 0, whole, HEAD.length, bytes.length);
        requirePlayable(Mp4File.open(Files.write(FILE, whole)));
    }

    private static void requirePlayable(Opened<? extends VideoClip> opened) throws IOException {
        if (opened.value().isEmpty()) return;
        try (var reel = opened.value().get().open()) {
            while (reel.next().isPresent()) continue;
        }
    }

    private static Path temporary() {
        try {
            var memory = Path.of("/dev/shm");
            var file = Files.isWritable(memory)
                    ? Files.createTempFile(memory, "millrace-fuzz", ".bin")
                    : Files.createTempFile("millrace-fuzz", ".bin");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
