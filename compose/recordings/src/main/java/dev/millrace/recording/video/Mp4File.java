package dev.millrace.recording.video;

import dev.millrace.media.AnnexB;
import dev.millrace.media.Demuxer;
import dev.millrace.media.Demuxer.AccessUnit;
import dev.millrace.media.Nal;
import dev.millrace.recording.file.Opened;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * The H.264 video of an MP4, MOV, AVI, MKV or MPEG-TS file, with the file's own timing by decoding time. Sound is left out.
 * A file that breaks off is played as far as it goes, and its summary says so.
 */
public record Mp4File(Path file, Summary summary) implements VideoClip {

    public static Opened<Mp4File> open(Path file) {
        if (!Files.isReadable(file)) {
            return new Opened.Refused<>(file + (Files.exists(file) ? " may not be read" : " does not exist"));
        }
        try (Reel reel = new ContainerReel(Demuxer.open(file))) {
            Summary summary = Survey.of(reel);
            return Survey.verdict(file, summary, new Mp4File(file, summary));
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
        return new ContainerReel(Demuxer.open(file));
    }

    private static final class ContainerReel implements Reel {

        /** Seconds: a longer gap between two pictures is a fault in the file, and is not waited out. */
        private static final double LONGEST_GAP = 10;

        private static final double USUAL_RATE = 30;

        private final Demuxer demuxer;
        private final double interval;
        private final Queue<VideoMessage> ready = new ArrayDeque<>();
        private final Packetizer packetizer = new Packetizer(ready::add);
        private double due;
        private double before = Double.NaN;
        private long pictures;
        private boolean isAtEnd;

        ContainerReel(Demuxer demuxer) {
            this.demuxer = demuxer;
            this.interval = 1 / (Double.isNaN(demuxer.rate()) ? USUAL_RATE : demuxer.rate());
            AnnexB.split(demuxer.configuration()).forEach(nal -> packetizer.accept(nal, Duration.ZERO));
        }

        @Override
        public Optional<VideoMessage> next() throws IOException {
            while (ready.isEmpty()) {
                Optional<AccessUnit> unit = demuxer.next();
                if (unit.isEmpty()) {
                    isAtEnd = true;
                    return Optional.empty();
                }
                take(unit.get());
            }
            return Optional.of(ready.remove());
        }

        private void take(AccessUnit unit) {
            due += pictures == 0 ? 0 : gap(unit.seconds());
            before = unit.seconds();
            pictures++;
            for (Nal nal : AnnexB.split(unit.annexB())) {
                packetizer.accept(nal, at(due));
            }
        }

        private double gap(double now) {
            double gap = now - before;
            return gap >= 0 && gap <= LONGEST_GAP ? gap : interval;
        }

        private static Duration at(double seconds) {
            return Duration.ofNanos(Math.round(seconds * 1e9));
        }

        @Override
        public Duration position() {
            return at(pictures == 0 ? 0 : due + interval);
        }

        @Override
        public Optional<String> trouble() {
            return isAtEnd && pictures < demuxer.announced()
                    ? Optional.of("it breaks off after " + pictures + " of " + demuxer.announced() + " pictures")
                    : demuxer.trouble();
        }

        @Override
        public void close() {
            demuxer.close();
        }
    }
}
