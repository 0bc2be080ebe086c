package dev.millrace.recording.video;

import dev.millrace.recording.file.Opened;
import dev.millrace.recording.play.Backoff;
import dev.millrace.recording.play.Pace;
import dev.millrace.recording.play.Player;
import dev.millrace.recording.play.ProducerSocket;
import dev.millrace.recording.play.Progress;
import dev.millrace.recording.play.Schedule;
import dev.millrace.recording.play.Tally;
import dev.millrace.recording.play.Target;
import dev.millrace.recording.video.VideoClip.Reel;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Sends a recording to {@code /ws/video} as a producer does: what it is about to send as a line of JSON, then one packet
 * in each message, when it is due. It never holds more than one message. When the server goes away, the recording waits,
 * and goes on with its next keyframe and parameter sets: what lies between is skipped and counted.
 */
public final class VideoPlayer extends Player {

    /**
     * What to send and how.
     *
     * @param stream the stream to pose as; without one, the gateway's default
     * @param isLooping whether to begin again at the end, for ever; the time stamps go on rising
     * @param isDated whether each picture has the time of day as its time stamp, as from a camera that knows it: then
     *     viewers see how late they are. Otherwise it is the time since the recording began.
     */
    public record Options(Optional<String> stream, Pace pace, boolean isLooping, boolean isDated) {

        public static Options once(String stream) {
            return new Options(Optional.of(stream), Pace.recorded(), false, false);
        }

        public static Options looping(String stream) {
            return new Options(Optional.of(stream), Pace.recorded(), true, false);
        }

        public Options at(Pace other) {
            return new Options(stream, other, isLooping, isDated);
        }

        public Options dated() {
            return new Options(stream, pace, isLooping, true);
        }
    }

    private final VideoClip clip;
    private final Target target;
    private final Options options;
    private final Schedule schedule;
    private final Tally tally;
    private final Backoff backoff = new Backoff();
    private final Clock clock = Clock.systemUTC();

    private Optional<ProducerSocket> socket = Optional.empty();
    private boolean isAwaitingKeyframe = true;

    private VideoPlayer(VideoClip clip, Target target, Options options) {
        this.clip = clip;
        this.target = target;
        this.options = options;
        this.schedule = new Schedule(options.pace());
        this.tally = new Tally(
                options.isLooping()
                        ? OptionalLong.empty()
                        : OptionalLong.of(clip.summary().messages()));
    }

    public static VideoPlayer start(VideoClip clip, Target target, Options options) {
        var player = new VideoPlayer(clip, target, options);
        player.start("video-player-" + options.stream().orElse("default"));
        return player;
    }

    @Override
    public Progress progress() {
        return tally.progress();
    }

    @Override
    protected void stop() {
        schedule.stop();
    }

    @Override
    protected void play() {
        Duration before = Duration.ZERO;
        schedule.startAt(before);
        try {
            do {
                before = before.plus(playOnce(before));
            } while (options.isLooping() && !schedule.isStopped());
        } catch (IOException e) {
            tally.trouble(clip.title() + " cannot be read any more: " + e.getMessage());
        } finally {
            socket.ifPresent(ProducerSocket::close);
            tally.done();
        }
    }

    /** Plays the recording from its beginning to its end, and gives its duration. */
    private Duration playOnce(Duration before) throws IOException {
        try (Reel reel = clip.open()) {
            for (Optional<VideoMessage> next = reel.next(); next.isPresent(); next = reel.next()) {
                if (isAwaitingKeyframe && next.get().kind() == VideoMessage.Kind.FRAME) {
                    tally.skipped();
                } else if (isDue(before.plus(next.get().due()))) {
                    deliver(next.get(), before);
                } else {
                    break;
                }
            }
            return reel.position();
        }
    }

    /** Waits until a message is due and there is a connection; false when stopped first. */
    private boolean isDue(Duration due) {
        while (socket.isEmpty() && !schedule.isStopped()) {
            connect(due);
        }
        boolean isDue = schedule.await(due);
        tally.behind(schedule.overdue(due));
        return isDue;
    }

    /** Tries to connect. The time that the server was away is not made up for. */
    private void connect(Duration due) {
        Opened<ProducerSocket> opened = ProducerSocket.open(target, path()).then(this::introduced);
        socket = opened.value();
        if (socket.isPresent()) {
            tally.connected();
            schedule.startAt(due);
        }
        opened.reason().ifPresent(this::lost);
    }

    private String path() {
        return "/ws/video"
                + options.stream()
                        .map(id -> "?stream=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                        .orElse("");
    }

    private Opened<ProducerSocket> introduced(ProducerSocket opened) {
        String resolution = clip.summary()
                .size()
                .map(size -> ",\"resolution\":\"" + size + "\"")
                .orElse("");
        Optional<String> failure =
                opened.send("{\"type\":\"video_config\",\"format\":\"h264\",\"source\":\"recording\",\"mode\":\"video\""
                        + resolution + "}");
        failure.ifPresent(why -> opened.abort());
        return failure.<Opened<ProducerSocket>>map(Opened.Refused::new).orElseGet(() -> new Opened.Content<>(opened));
    }

    private void deliver(VideoMessage message, Duration before) {
        byte[] packet = options.isDated() ? message.packet(epochMicros()) : message.packet(before, epochMicros());
        tally.sent(packet.length);
        Optional<String> failure = socket.flatMap(open -> open.send(packet));
        failure.ifPresent(this::lost);
        if (failure.isEmpty()) {
            tally.acknowledged();
            if (message.kind() == VideoMessage.Kind.KEYFRAME) {
                isAwaitingKeyframe = false;
                backoff.reset();
            }
        }
    }

    private void lost(String why) {
        tally.failed(why);
        socket.ifPresent(ProducerSocket::abort);
        socket = Optional.empty();
        isAwaitingKeyframe = true;
        schedule.pause(backoff.next());
    }

    private long epochMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }
}
