package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Links;
import dev.millrace.gateway.Manners;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.Problem;
import dev.millrace.gateway.Refusal;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.SocketLimits;
import dev.millrace.gateway.SocketOpening;
import dev.millrace.gateway.live.IntakeRefused;
import dev.millrace.gateway.live.Outboxes;
import dev.millrace.gateway.live.Overflow;
import dev.millrace.gateway.telemetry.Messages.Level;
import dev.millrace.part.ByteSize;
import dev.millrace.part.Health;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Vehicles' telemetry as the legacy server spoke it: packets in by {@code POST /telemetry}, complete readings out on
 * {@code /ws}.
 *
 * <p>A packet is acknowledged once the broker has it. When it cannot be taken now, the connection is closed without a
 * reply: a logger takes any reply for an acknowledgement, and keeps what got none.
 */
final class TelemetryCapability implements Capability {

    static final String NAME = "telemetry";

    private static final RouteLimits PACKETS = RouteLimits.SMALL.body(64 << 10).refuse(Refusal.CLOSE_CONNECTION);
    private static final ByteSize OUTBOX = ByteSize.parse("1MiB");

    private final Board board;
    private final BoardReader reader;
    private final PacketIntake packets;
    private final Outboxes outboxes;
    private final ExecutorService answers =
            Executors.newFixedThreadPool(2, task -> new Thread(task, "telemetry-answers"));

    TelemetryCapability(Platform platform) {
        var session = platform.instance() + "-"
                + Long.toHexString(platform.clock().get().toEpochMilli());
        this.board = new Board(session);
        this.reader = new BoardReader(board, platform.seenEarly(), platform.topics());
        this.packets = new PacketIntake(platform, platform.exact(), session);
        this.outboxes = new Outboxes("telemetry/ws", Overflow.DROP_OLDEST, OUTBOX, platform.meters());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void mount(Routes routes) {
        routes.manners(Manners.LEGACY);
        routes.get("/", RouteLimits.SMALL, context -> answer(context, greeting()));
        routes.get("/status", RouteLimits.SMALL, context -> answer(context, board.status()));
        routes.post("/telemetry", PACKETS, this::receive);
        routes.socket("/ws", SocketLimits.SMALL, this::open);
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public Health health() {
        return reader.health();
    }

    @Override
    public void stop() {
        reader.close();
        answers.shutdown();
    }

    private SocketHandler open(SocketOpening opening) {
        var dashboard = new Dashboard(opening, outboxes.open(opening.session()), board::close);
        board.open(dashboard);
        return dashboard;
    }

    private void receive(Context context) {
        var vin = Vin.ofHeader(Optional.ofNullable(context.header("X-Vehicle-VIN")));
        var arriving = Arriving.read(context.bodyAsBytes(), "true".equals(context.header("X-Compressed")));
        if (arriving instanceof Arriving.Malformed malformed) {
            refuse(context, malformed.text());
        } else if (arriving instanceof Arriving.Packet packet && vin.isPresent()) {
            var sent = packets.send(vin.get(), packet.message(), Links.principal(context));
            // On threads of its own: the one that completes it belongs to the producer.
            context.future(() -> sent.handleAsync((metadata, failure) -> answered(context, failure), answers));
        } else {
            refuse(context, "the vehicle's identification is too long");
        }
    }

    private boolean answered(Context context, @Nullable Throwable failure) {
        if (failure == null) {
            answer(context, ordered("status", "ok", "records_buffered", board.accept()));
            return true;
        }
        var cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (cause instanceof IntakeRefused refused && !refused.isWeather()) {
            refuse(context, String.valueOf(refused.getMessage()));
        } else {
            var problem = new Problem(503, "Service Unavailable", String.valueOf(cause.getMessage()));
            Refusal.CLOSE_CONNECTION.refuse(context, problem, Duration.ofSeconds(1));
        }
        return false;
    }

    private void refuse(Context context, String text) {
        board.announce(Messages.log("[ERROR] Failed to process telemetry: " + text, Level.ERROR));
        answer(context, ordered("status", "error", "message", "Failed to process telemetry"));
    }

    private Map<String, Object> greeting() {
        var greeting = ordered("message", "Tesla Telemetry Server", "records_buffered", board.count());
        greeting.put("active_connections", board.watching());
        greeting.put("compression_enabled", true);
        return greeting;
    }

    private static Map<String, Object> ordered(String name, Object value, String other, Object otherValue) {
        var json = new LinkedHashMap<String, Object>();
        json.put(name, value);
        json.put(other, otherValue);
        return json;
    }

    private static void answer(Context context, Map<String, Object> json) {
        context.contentType("application/json").result(PythonJson.HTTP.write(json));
    }
}
