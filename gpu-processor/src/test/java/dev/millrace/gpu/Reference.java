package dev.millrace.gpu;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** What the ffmpeg program makes of a stream. */
final class Reference {

    private Reference() {}

    static boolean isThere() {
        try {
            return new ProcessBuilder("ffmpeg", "-version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(20, TimeUnit.SECONDS);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The picture of a number, from 0. */
    static BufferedImage picture(Path stream, long number, Path directory) throws Exception {
        var file = directory.resolve("reference-" + number + ".png");
        var process = new ProcessBuilder(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-y",
                        "-i",
                        stream.toString(),
                        "-vf",
                        "select=eq(n\\," + number + ")",
                        "-frames:v",
                        "1",
                        file.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) throw new AssertionError("ffmpeg failed");
        return ImageIO.read(file.toFile());
    }

    /** Peak signal to noise of two pictures of one size. */
    static double decibels(BufferedImage one, BufferedImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) return 0;
        var squares = 0.0;
        for (var y = 0; y < one.getHeight(); y++) {
            for (var x = 0; x < one.getWidth(); x++) {
                for (var shift = 0; shift < 24; shift += 8) {
                    double off = (one.getRGB(x, y) >> shift & 255) - (other.getRGB(x, y) >> shift & 255);
                    squares += off * off;
                }
            }
        }
        var mean = squares / (3.0 * one.getWidth() * one.getHeight());
        return mean == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(255 * 255 / mean);
    }
}
