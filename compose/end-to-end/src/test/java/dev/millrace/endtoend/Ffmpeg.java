package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The {@code ffmpeg} program as an independent decoder. */
final class Ffmpeg {

    private Ffmpeg() {}

    /** Skips the test where the program is absent. */
    static void require() {
        assumeTrue(isThere(), "skipped: there is no ffmpeg program here");
    }

    private static boolean isThere() {
        try {
            return new ProcessBuilder("ffmpeg", "-version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Decodes an elementary stream without a single complaint; the sum of its pictures. */
    static String sumOfPictures(Path file) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(
                        "ffmpeg", "-v", "error", "-xerror", "-f", "h264", "-i", file.toString(), "-f", "md5", "-"))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).as("nothing but the sum").startsWith("MD5=").doesNotContain("\n");
        return said;
    }

    static String sumOfPictures(Path directory, List<byte[]> messages) throws IOException, InterruptedException {
        return sumOfPictures(
                Files.write(Files.createTempFile(directory, "received-", ".264"), Pictures.joined(messages)));
    }

    /** Decodes a file of any form without a single complaint; how many pictures it has. */
    static long countOfPictures(Path directory, String ending, byte[] bytes) throws IOException, InterruptedException {
        var file = Files.write(Files.createTempFile(directory, "file-", ending), bytes);
        var process = new ProcessBuilder(List.of(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-xerror",
                        "-i",
                        file.toString(),
                        "-fps_mode",
                        "passthrough",
                        "-f",
                        "framemd5",
                        "-"))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain("rror");
        return said.lines().filter(line -> line.startsWith("0,")).count();
    }
}
