package dev.millrace.recording.telemetry;

import dev.millrace.recording.play.Backoff;
import dev.millrace.recording.play.Connections;
import dev.millrace.recording.play.Pace;
import dev.millrace.recording.play.Player;
import dev.millrace.recording.play.Progress;
import dev.millrace.recording.play.Schedule;
import dev.millrace.recording.play.Tally;
import dev.millrace.recording.play.Target;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Posts a drive to {@code /telemetry} as a vehicle does: in order, one reading at a time or several together. While the
 * server is away the drive itself is the buffer: what got no reply is posted again until there is one, and what fell due
 * meanwhile follows at once. Like the legacy logger it takes any reply as final, except those by which a server asks to
 * come again (429 and 5xx).
 */
public final class TelemetryPlayer extends Player {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * What to post and how.
     *
     * @param vin the vehicle to pose as
     * @param batch readings that are posted together
     * @param acknowledged told each packet that the server confirmed, on the player's thread, in order
     */
    public record Options(String vin, Pace pace, Protocol protocol, int batch, Consumer<byte[]> acknowledged) {

        public Options {
            if (batch < 1) throw new IllegalArgumentException("a batch has at least one reading: " + batch);
        }

        /** As a legacy logger does. */
        public static Options of(String vin, Pace pace) {
            return new Options(vin, pace, Protocol.LEGACY, 1, packet -> {});
        }

        public Options speaking(Protocol other) {
            return new Options(vin, pace, other, batch, acknowledged);
        }

        public Options inBatchesOf(int readings) {
            return new Options(vin, pace, protocol, readings, acknowledged);
        }

        public Options acknowledged(Consumer<byte[]> told) {
            return new Options(vin, pace, protocol, batch, told);
        }
    }

    private final Drive drive;
    private final Target target;
    private final Options options;
    private final Schedule schedule;
    private final Tally tally;
    private final Wire wire;
    private final Backoff backoff = new Backoff();

    private TelemetryPlayer(Drive drive, Target target, Options options) {
        this.drive = drive;
        this.target = target;
        this.options = options;
        this.schedule = new Schedule(options.pace());
        this.tally = new Tally(drive.length());
        this.wire = options.protocol().wire(drive, options.batch() > 1);
    }

    public static TelemetryPlayer start(Drive drive, Target target, Options options) {
        var player = new TelemetryPlayer(drive, target, options);
        player.start("telemetry-player-" + options.vin());
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
        long first = Long.MIN_VALUE;
        var packets = new ArrayList<byte[]>();
        for (Reading reading : drive) {
            first = first == Long.MIN_VALUE ? reading.timestamp() : first;
            Duration due = Duration.ofMillis(reading.timestamp() - first);
            if (!schedule.await(due)) {
                break;
            }
            tally.behind(schedule.overdue(due));
            packets.add(wire.packet(reading, due));
            if (packets.size() == options.batch()) {
                deliver(packets);
                packets.clear();
            }
        }
        if (!packets.isEmpty()) {
            deliver(packets);
        }
        tally.done();
    }

    private void deliver(List<byte[]> packets) {
        byte[] body = options.batch() == 1 ? packets.get(0) : wire.batch(options.vin(), packets);
        HttpRequest request = request(body);
        while (!schedule.isStopped()) {
            for (int i = 0; i < packets.size(); i++) {
                tally.sent(i == 0 ? body.length : 0);
            }
            if (isSettled(request, packets)) {
                backoff.reset();
                return;
            }
            schedule.pause(backoff.next());
        }
    }

    private HttpRequest request(byte[] body) {
        var route = options.batch() == 1 ? "/telemetry" : "/api/telemetry/batch";
        var request = HttpRequest.newBuilder(target.http(route))
                .timeout(PATIENCE)
                .header("X-Vehicle-VIN", options.vin())
                .POST(BodyPublishers.ofByteArray(body));
        wire.headers().forEach(request::header);
        target.authorization().ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    /** True when the server has answered, for good or ill; false when the packets must be sent again. */
    private boolean isSettled(HttpRequest request, List<byte[]> packets) {
        try {
            HttpResponse<String> reply = Connections.client().send(request, BodyHandlers.ofString());
            if (reply.statusCode() == 429 || reply.statusCode() >= 500) {
                tally.failed("the server answered " + reply.statusCode());
                return false;
            }
            settle(reply, packets);
            return true;
        } catch (IOException e) {
            tally.failed(String.valueOf(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            schedule.stop();
            return false;
        }
    }

    /** The legacy route answers 200 to what it could not read, too, and says so in the body. */
    private void settle(HttpResponse<String> reply, List<byte[]> packets) {
        String body = reply.body();
        wire.answered(body);
        if (reply.statusCode() == 200 && !body.contains("\"status\":\"error\"")) {
            for (byte[] packet : packets) {
                tally.acknowledged();
                options.acknowledged().accept(packet);
            }
        } else {
            String why = reply.statusCode() + " " + body.substring(0, Math.min(200, body.length()));
            packets.forEach(packet -> tally.refused(why));
        }
    }
}
