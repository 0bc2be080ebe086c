package dev.millrace.gateway.telemetry;

import dev.millrace.edge.Arrival;
import dev.millrace.gateway.Links;
import dev.millrace.gateway.Problem;
import dev.millrace.gateway.Refusal;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.live.IntakeRefused;
import dev.millrace.gateway.telemetry.Messages.Level;
import dev.millrace.message.telemetry.CompressedTelemetry;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Where loggers post what they measure.
 *
 * <p>A packet is acknowledged once the broker has it. When it cannot be taken now, the connection is closed without a
 * reply: a logger takes any reply for an acknowledgement, and keeps what got none. A batch, which no legacy logger
 * sends, is refused with 503.
 */
final class PacketRoutes {

    private static final RouteLimits ONE = RouteLimits.SMALL.body(64 << 10).refuse(Refusal.CLOSE_CONNECTION);
    private static final RouteLimits MANY = RouteLimits.SMALL.body(4 << 20);
    private static final String VIN_TOO_LONG = "the vehicle's identification is too long";
    private static final Duration SOON = Duration.ofSeconds(1);

    private final PacketIntake packets;
    private final Board board;
    private final int malformedStatus;
    private final Executor answers;

    PacketRoutes(PacketIntake packets, Board board, int malformedStatus, Executor answers) {
        this.packets = packets;
        this.board = board;
        this.malformedStatus = malformedStatus;
        this.answers = answers;
    }

    void mount(Routes routes) {
        routes.post("/telemetry", ONE, context -> receive(context, Dialect.SERVER));
        routes.post("/api/telemetry", ONE, context -> receive(context, Dialect.DOCUMENTED));
        routes.post("/api/telemetry/batch", MANY, this::receiveBatch);
    }

    private void receive(Context context, Dialect dialect) {
        var arrival = BodyForm.of(context).packet(context.bodyAsBytes());
        var vin = vin(context, "");
        if (arrival instanceof Arrival.Malformed malformed) {
            refuse(context, dialect, malformed.text());
        } else if (arrival instanceof Arrival.Packet packet && vin.isPresent()) {
            var sent = packets.send(vin.get(), packet.message(), Links.principal(context));
            // On threads of its own: the one that completes it belongs to the producer.
            context.future(() -> sent.handleAsync(
                    (metadata, failure) -> answered(context, dialect, vin.get(), metadata, failure), answers));
        } else {
            refuse(context, dialect, VIN_TOO_LONG);
        }
    }

    /** The header goes before what the body says. */
    private static Optional<Vin> vin(Context context, String deviceId) {
        var named = Optional.of(deviceId).filter(id -> !id.isEmpty());
        return Vin.ofHeader(Optional.ofNullable(context.header("X-Vehicle-VIN")).or(() -> named));
    }

    private boolean answered(
            Context context, Dialect dialect, Vin vin, @Nullable RecordMetadata kept, @Nullable Throwable failure) {
        if (kept != null) {
            var count = board.accept(vin.key(), kept.offset());
            var json = dialect.accepted(count, board.compression());
            if (board.wantsKeyframe(vin)) json.put("resync", true);
            Answers.json(context, json);
            return true;
        }
        var cause = cause(failure);
        if (cause instanceof IntakeRefused refused && !refused.isWeather()) {
            refuse(context, dialect, String.valueOf(refused.getMessage()));
        } else {
            Refusal.CLOSE_CONNECTION.refuse(context, unavailable(cause), SOON);
        }
        return false;
    }

    private void refuse(Context context, Dialect dialect, String text) {
        board.announce(Messages.log("[ERROR] Failed to process telemetry: " + text, Level.ERROR));
        context.status(dialect.malformedStatus(malformedStatus));
        Answers.json(context, Answers.error("Failed to process telemetry"));
    }

    private void receiveBatch(Context context) {
        var arrival = BodyForm.of(context).batch(context.bodyAsBytes());
        if (arrival instanceof Arrival.Batch batch) {
            var vin = vin(context, batch.deviceId());
            if (vin.isPresent()) send(context, vin.get(), batch.messages());
            else refuseBatch(context, VIN_TOO_LONG);
        } else {
            refuseBatch(context, ((Arrival.Malformed) arrival).text());
        }
    }

    private void send(Context context, Vin vin, List<CompressedTelemetry> messages) {
        var sent = packets.sendAll(vin, messages, Links.principal(context));
        context.future(() -> sent.handleAsync((kept, failure) -> batchAnswered(context, vin, kept, failure), answers));
    }

    private boolean batchAnswered(
            Context context, Vin vin, @Nullable List<RecordMetadata> kept, @Nullable Throwable failure) {
        if (kept == null) {
            Refusal.PROBLEM_JSON.refuse(context, unavailable(cause(failure)), SOON);
            return false;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", "success");
        json.put("records", kept.size());
        var offsets = kept.stream().mapToLong(RecordMetadata::offset).toArray();
        json.put("records_buffered", board.accept(vin.key(), offsets));
        if (board.wantsKeyframe(vin)) json.put("resync", true);
        Answers.json(context, json);
        return true;
    }

    private void refuseBatch(Context context, String text) {
        board.announce(Messages.log("[ERROR] Failed to process telemetry: " + text, Level.ERROR));
        new Problem(400, "Bad Request", text).answer(context);
    }

    private static Problem unavailable(Throwable cause) {
        return new Problem(503, "Service Unavailable", String.valueOf(cause.getMessage()));
    }

    private static Throwable cause(@Nullable Throwable failure) {
        if (failure == null) return new IllegalStateException("neither kept nor refused");
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
