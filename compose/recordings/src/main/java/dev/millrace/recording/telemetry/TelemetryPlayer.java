package dev.millrace.recording.telemetry;

import dev.millrace.message.tesla.CompressedVehicleData;
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
import java.util.function.Consumer;

/**
 * Posts a drive to {@code /telemetry} as an edge logger does: compressed by its rule, one at a time, in order. While the
 * server is away the drive itself is the buffer: the reading that got no reply is posted again until there is one, and
 * those that fell due meanwhile follow at once. Like the logger it takes any reply as final, except those by which a
 * server asks to come again (429 and 5xx).
 */
public final class TelemetryPlayer extends Player {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * What to post and how.
     *
     * @param vin the vehicle to pose as
     * @param acknowledged told each message that the server confirmed, on the player's thread, in order
     */
    public record Options(String vin, Pace pace, Consumer<CompressedVehicleData> acknowledged) {

        public static Options of(String vin, Pace pace) {
            return new Options(vin, pace, message -> {});
        }
    }

    private final Drive drive;
    private final Target target;
    private final Options options;
    private final Schedule schedule;
    private final Tally tally;
    private final EdgePredictor predictor = new EdgePredictor();
    private final Backoff backoff = new Backoff();

    private TelemetryPlayer(Drive drive, Target target, Options options) {
        this.drive = drive;
        this.target = target;
        this.options = options;
        this.schedule = new Schedule(options.pace());
        this.tally = new Tally(drive.length());
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
        for (Reading reading : drive) {
            first = first == Long.MIN_VALUE ? reading.timestamp() : first;
            Duration due = Duration.ofMillis(reading.timestamp() - first);
            if (!schedule.await(due)) {
                break;
            }
            tally.behind(schedule.overdue(due));
            deliver(predictor.compress(reading, due.toNanos()));
        }
        tally.done();
    }

    private void deliver(CompressedVehicleData message) {
        byte[] body = message.toByteArray();
        HttpRequest request = request(body);
        while (!schedule.isStopped()) {
            tally.sent(body.length);
            if (isSettled(request, message)) {
                backoff.reset();
                return;
            }
            schedule.pause(backoff.next());
        }
    }

    private HttpRequest request(byte[] body) {
        var request = HttpRequest.newBuilder(target.http("/telemetry"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/octet-stream")
                .header("X-Compressed", "true")
                .header("X-Vehicle-VIN", options.vin())
                .POST(BodyPublishers.ofByteArray(body));
        target.authorization().ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    /** True when the server has answered, for good or ill; false when the message must be sent again. */
    private boolean isSettled(HttpRequest request, CompressedVehicleData message) {
        try {
            HttpResponse<String> reply = Connections.client().send(request, BodyHandlers.ofString());
            if (reply.statusCode() == 429 || reply.statusCode() >= 500) {
                tally.failed("the server answered " + reply.statusCode());
                return false;
            }
            settle(reply, message);
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
    private void settle(HttpResponse<String> reply, CompressedVehicleData message) {
        if (reply.statusCode() == 200 && !reply.body().contains("\"status\":\"error\"")) {
            tally.acknowledged();
            options.acknowledged().accept(message);
        } else {
            String body = reply.body();
            tally.refused(reply.statusCode() + " " + body.substring(0, Math.min(200, body.length())));
        }
    }
}
