package dev.millrace.recording.scene;

import dev.millrace.recording.video.H264Encoder;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * The moving picture of a mill race that needs nothing from outside: drawn frame by frame, encoded to H.264 as a camera
 * would, kept in a file. It loops without a seam.
 *
 * @param format of the stream
 * @param seconds until it repeats
 * @param seed another seed, another mill: the season goes with the remainder by four
 */
public record TestPicture(H264Encoder.Format format, int seconds, long seed) {

    /** Goes into the file's name, so that a changed scene is drawn anew. */
    private static final int EDITION = 1;

    private static final int DRAWN_AHEAD = 4;

    public TestPicture {
        if (seconds < 1 || seconds > 600) {
            throw new IllegalArgumentException("seconds must be 1 to 600: " + seconds);
        }
    }

    /** Twenty seconds of 720p at 30 frames and 2.5 Mbit a second. */
    public static TestPicture of(long seed) {
        return new TestPicture(new H264Encoder.Format(1280, 720, 30, 2_500_000), 20, seed);
    }

    /** The same picture in another size; the bits go with the number of pixels. */
    public TestPicture sized(int width, int height) {
        long bits = (long) format.bits() * width * height / ((long) format.width() * format.height());
        return new TestPicture(
                new H264Encoder.Format(width, height, format.rate(), (int) Math.max(200_000, bits)), seconds, seed);
    }

    /** The same picture with another length of its loop. */
    public TestPicture lasting(int otherSeconds) {
        return new TestPicture(format, otherSeconds, seed);
    }

    /** How many frames it has. */
    public int frames() {
        return format.rate() * seconds;
    }

    /** The file it is or will be kept in. */
    public Path file(Path directory) {
        return directory.resolve("mill-race-%d-%d-%dx%d-%dfps-%ds-%dk.264"
                .formatted(
                        EDITION, seed, format.width(), format.height(), format.rate(), seconds, format.bits() / 1_000));
    }

    /**
     * The elementary stream in a file of this directory, made now if it is not there. It appears whole or not at all,
     * whoever else is making it at the same time.
     *
     * @param progress told the number of frames made so far
     */
    public Path in(Path directory, IntConsumer progress) throws IOException {
        Path file = file(directory);
        if (Files.exists(file)) {
            progress.accept(frames());
            return file;
        }
        Files.createDirectories(directory);
        Path unfinished = Files.createTempFile(directory, "mill-race-", ".unfinished");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                write(out, progress);
            }
            return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void write(OutputStream out, IntConsumer progress) throws IOException {
        var scene = new MillScene(seed);
        ExecutorService painters = Executors.newFixedThreadPool(2, TestPicture::painter);
        try (var encoder = H264Encoder.open(format)) {
            Queue<Future<BufferedImage>> drawn = new ArrayDeque<>();
            for (int done = 0, begun = 0; done < frames(); done++) {
                for (; begun < frames() && drawn.size() < DRAWN_AHEAD; begun++) {
                    var moment = new Moment(begun, frames(), format.rate());
                    drawn.add(painters.submit(() -> scene.draw(format.width(), format.height(), moment)));
                }
                encoder.encode(drawn.remove().get(), out);
                progress.accept(done + 1);
            }
            encoder.finish(out);
        } catch (ExecutionException e) {
            throw new IOException("the picture cannot be drawn", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while drawing", e);
        } finally {
            painters.shutdownNow();
        }
    }

    private static Thread painter(Runnable drawing) {
        var thread = new Thread(drawing, "mill-race-painter");
        thread.setDaemon(true);
        return thread;
    }
}
