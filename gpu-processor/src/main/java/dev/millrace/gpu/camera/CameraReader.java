package dev.millrace.gpu.camera;

import dev.millrace.message.tracking.TrackingCommand.Report;
import dev.millrace.message.tracking.TrackingCommand.Report.Stage;
import dev.millrace.message.video.VideoPacket.Played;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;

/**
 * Plays the recording of one camera into its stream, on a thread of its own: fetches it, waits until the task's other
 * cameras are ready too, and writes each picture when it is due. Thread-safe.
 */
final class CameraReader implements Runnable {

    private static final long REPORT_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_WAIT_FOR_OTHERS_NS = TimeUnit.SECONDS.toNanos(15);
    private static final long LOOK_AGAIN_MS = 500;

    private final PacketWriter.Place place;
    private final PacketWriter writer;
    private final Sources sources;
    private final Reporter reporter;
    private Assignment assignment;
    private boolean isStopped;

    CameraReader(
            Assignment assignment, PacketWriter.Place place, PacketWriter writer, Sources sources, Reporter reporter) {
        this.assignment = assignment;
        this.place = place;
        this.writer = writer;
        this.sources = sources;
        this.reporter = reporter;
    }

    PacketWriter.Place place() {
        return place;
    }

    /** The task has changed. */
    synchronized void follow(Assignment now) {
        assignment = now;
        notifyAll();
    }

    synchronized void stop() {
        isStopped = true;
        notifyAll();
    }

    private synchronized Assignment now() {
        return assignment;
    }

    private synchronized boolean isStopped() {
        return isStopped;
    }

    @Override
    public void run() {
        try {
            report(Report.newBuilder().setStage(Stage.STAGE_FETCHING));
            var files = sources.files(now().sources());
            report(Report.newBuilder().setStage(Stage.STAGE_OPENING));
            var recording = Recording.of(files);
            while (!isStopped()) {
                var era = now();
                play(recording, era, era.frame());
                awaitEraAfter(era.era());
            }
        } catch (IOException e) {
            report(Report.newBuilder().setStage(Stage.STAGE_FAILED).setProblem(text(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until its end, another era, or a stop. */
    private void play(Recording recording, Assignment era, long from) throws IOException, InterruptedException {
        tell(recording, Stage.STAGE_READING, from, 0);
        awaitOthers();
        var next = from;
        while (goesOn(era)) {
            try (var reel = recording.from(next)) {
                next = play(recording, reel, era, next);
            }
            if (next < recording.frames()) continue;
            var rate = era.played(recording.rate());
            writer.end(played(era, recording.frames(), rate, false), era.capturedNs(next, rate), Reporter.nowNs());
            tell(recording, Stage.STAGE_ENDED, recording.frames(), 0);
            return;
        }
    }

    /** Gives the picture with which to go on; where packets were lost, one that has been written before. */
    private long play(Recording recording, Reel reel, Assignment era, long from)
            throws IOException, InterruptedException {
        var rate = era.played(recording.rate());
        Playhead playhead = null;
        var furthest = from;
        var reported = System.nanoTime();
        for (var found = reel.next(); found.isPresent(); found = reel.next()) {
            var picture = found.get();
            var isPreroll = picture.frame() < from;
            if (playhead == null && !isPreroll) playhead = new Playhead(rate, picture.order(), System.nanoTime());
            if (playhead != null && !awaitDue(playhead, picture.order(), era)) return furthest;
            try {
                writer.write(
                        picture,
                        played(era, picture.frame(), rate, isPreroll),
                        era.capturedNs(picture.frame(), rate),
                        Reporter.nowNs());
            } catch (KafkaException e) {
                return furthest;
            }
            if (writer.hasFailed()) return now().frame();
            furthest = Math.max(furthest, picture.frame() + 1);
            if (System.nanoTime() - reported > REPORT_NS) {
                reported = System.nanoTime();
                tell(recording, Stage.STAGE_READING, picture.frame(), picture.part());
            }
        }
        return recording.frames();
    }

    private static Played played(Assignment era, long frame, double rate, boolean isPreroll) {
        return Played.newBuilder()
                .setTask(era.task())
                .setEra(era.era())
                .setFrame(frame)
                .setFrameRate(rate)
                .setPreroll(isPreroll)
                .build();
    }

    private synchronized boolean goesOn(Assignment era) {
        return !isStopped && assignment.era() == era.era();
    }

    /** False when another era has begun, or nothing more is wanted. */
    private synchronized boolean awaitDue(Playhead playhead, long order, Assignment era) throws InterruptedException {
        while (goesOn(era)) {
            playhead.pause(assignment.state().getPaused(), System.nanoTime());
            var leftNs = playhead.untilDue(order, System.nanoTime());
            if (leftNs <= 0 && !playhead.isPaused()) return true;
            if (playhead.isPaused()) wait(LOOK_AGAIN_MS);
            else TimeUnit.NANOSECONDS.timedWait(this, Math.max(leftNs, 1));
        }
        return false;
    }

    private synchronized void awaitOthers() throws InterruptedException {
        var era = assignment.era();
        var began = System.nanoTime();
        while (!isStopped && assignment.era() == era && !assignment.isEverybodyReady()) {
            if (System.nanoTime() - began > LONGEST_WAIT_FOR_OTHERS_NS) return;
            wait(LOOK_AGAIN_MS);
        }
    }

    private synchronized void awaitEraAfter(long era) throws InterruptedException {
        while (!isStopped && assignment.era() <= era) wait(LOOK_AGAIN_MS);
    }

    private void tell(Recording recording, Stage stage, long frame, int part) {
        report(Report.newBuilder()
                .setStage(stage)
                .setFrame(frame)
                .setFrames(recording.frames())
                .setPart(part)
                .setProblem(recording.trouble()));
    }

    private void report(Report.Builder report) {
        reporter.report(now(), report);
    }

    private static String text(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
