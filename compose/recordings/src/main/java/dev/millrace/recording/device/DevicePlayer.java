package dev.millrace.recording.device;

import dev.millrace.recording.file.Opened;
import dev.millrace.recording.play.Backoff;
import dev.millrace.recording.play.Pace;
import dev.millrace.recording.play.Player;
import dev.millrace.recording.play.ProducerSocket;
import dev.millrace.recording.play.Progress;
import dev.millrace.recording.play.Schedule;
import dev.millrace.recording.play.Tally;
import dev.millrace.recording.play.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Sends what a device said to {@code /ws/phone}, each message when it is due. It never holds more than one message. When
 * the server goes away, the recording waits, and goes on where it was.
 */
public final class DevicePlayer extends Player {

    /** Between the end and the next beginning, so that no moment comes twice. */
    private static final long PAUSE_NS = Duration.ofSeconds(1).toNanos();

    /**
     * How to send it.
     *
     * @param device the device to pose as
     * @param isLooping whether to begin again at the end, for ever; the time stamps go on rising
     */
    public record Options(String device, Pace pace, boolean isLooping) {}

    private final DeviceLog log;
    private final Target target;
    private final String path;
    private final Options options;
    private final Schedule schedule;
    private final Tally tally;
    private final Backoff backoff = new Backoff();
    private Optional<ProducerSocket> socket = Optional.empty();

    private DevicePlayer(DeviceLog log, Target target, Options options) {
        this.log = log;
        this.target = target;
        this.path = "/ws/phone?device=" + URLEncoder.encode(options.device(), StandardCharsets.UTF_8);
        this.options = options;
        this.schedule = new Schedule(options.pace());
        this.tally = new Tally(options.isLooping() ? OptionalLong.empty() : log.length());
    }

    public static DevicePlayer start(DeviceLog log, Target target, Options options) {
        var player = new DevicePlayer(log, target, options);
        player.start("device-player-" + options.device());
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
        long shift = 0;
        schedule.startAt(Duration.ZERO);
        try {
            do {
                shift += playOnce(shift) + PAUSE_NS;
            } while (options.isLooping() && !schedule.isStopped());
        } finally {
            socket.ifPresent(ProducerSocket::close);
            tally.done();
        }
    }

    /**
     * Plays the recording from its beginning to its end, and gives its duration in nanoseconds. A message is due when the
     * newest moment so far is: one that is out of order goes out behind those that it came behind.
     */
    private long playOnce(long shift) {
        long first = Long.MIN_VALUE;
        long newest = Long.MIN_VALUE;
        for (DeviceMessage message : log) {
            if (first == Long.MIN_VALUE) first = message.timeNs();
            newest = Math.max(newest, message.timeNs());
            if (!isSent(message, shift, Duration.ofNanos(shift + newest - first))) break;
        }
        return first == Long.MIN_VALUE ? 0 : newest - first;
    }

    /** Waits until a message is due, and sends it, again after a failure; false when stopped first. */
    private boolean isSent(DeviceMessage message, long shift, Duration due) {
        while (!schedule.isStopped()) {
            if (socket.isEmpty()) {
                connect(due);
            } else if (!schedule.await(due)) {
                return false;
            } else if (isTaken(message.text(shift), due)) {
                return true;
            }
        }
        return false;
    }

    private boolean isTaken(String text, Duration due) {
        tally.behind(schedule.overdue(due));
        tally.sent(text.length());
        Optional<String> failure = socket.flatMap(open -> open.send(text));
        failure.ifPresent(this::lost);
        if (failure.isEmpty()) {
            tally.acknowledged();
            backoff.reset();
        }
        return failure.isEmpty();
    }

    /** Tries to connect. The time that the server was away is not made up for. */
    private void connect(Duration due) {
        Opened<ProducerSocket> opened = ProducerSocket.open(target, path);
        socket = opened.value();
        if (socket.isPresent()) {
            tally.connected();
            schedule.startAt(due);
        }
        opened.reason().ifPresent(this::lost);
    }

    private void lost(String why) {
        tally.failed(why);
        socket.ifPresent(ProducerSocket::abort);
        socket = Optional.empty();
        schedule.pause(backoff.next());
    }
}
