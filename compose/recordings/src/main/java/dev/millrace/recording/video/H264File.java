package dev.millrace.recording.video;

import dev.millrace.media.Nal;
import dev.millrace.media.NalReader;
import dev.millrace.recording.file.Opened;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * An elementary stream in a file. It holds no times, so its pictures are taken to follow each other at a steady rate, 30 a
 * second unless told otherwise, in the order of decoding. The slices of one picture are due together.
 */
public record H264File(Path file, double rate, Summary summary) implements VideoClip {

    private static final double USUAL_RATE = 30;

    public static Opened<H264File> open(Path file) {
        return open(file, USUAL_RATE);
    }

    /** @param rate pictures per second */
    public static Opened<H264File> open(Path file, double rate) {
        if (!(rate > 0 && rate <= 1_000)) {
            return new Opened.Refused<>("pictures per second must be above 0 and at most 1000: " + rate);
        }
        try (Reel reel = reel(file, rate)) {
            Summary summary = Survey.of(reel);
            return Survey.verdict(file, summary, new H264File(file, rate, summary));
        } catch (IOException e) {
            return Opened.unreadable(file, e);
        }
    }

    @Override
    public String title() {
        return String.valueOf(file.getFileName());
    }

    @Override
    public Reel open() throws IOException {
        return reel(file, rate);
    }

    private static Reel reel(Path file, double rate) throws IOException {
        return new FileReel(new NalReader(Files.newInputStream(file)), rate);
    }

    private static final class FileReel implements Reel {

        private final NalReader reader;
        private final double rate;
        private final Queue<VideoMessage> ready = new ArrayDeque<>();
        private final Packetizer packetizer = new Packetizer(ready::add);
        private long pictures;

        FileReel(NalReader reader, double rate) {
            this.reader = reader;
            this.rate = rate;
        }

        @Override
        public Optional<VideoMessage> next() throws IOException {
            while (ready.isEmpty()) {
                Optional<Nal> nal = reader.next();
                if (nal.isEmpty()) {
                    return Optional.empty();
                }
                if (nal.get().startsPicture()) {
                    pictures++;
                }
                packetizer.accept(nal.get(), at(Math.max(0, pictures - 1)));
            }
            return Optional.of(ready.remove());
        }

        @Override
        public Duration position() {
            return at(pictures);
        }

        private Duration at(long picture) {
            return Duration.ofNanos(Math.round(picture * 1e9 / rate));
        }

        @Override
        public Optional<String> trouble() {
            return reader.oversized() == 0
                    ? Optional.empty()
                    : Optional.of(
                            reader.oversized() + " units larger than " + NalReader.LARGEST + " bytes are left out");
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
