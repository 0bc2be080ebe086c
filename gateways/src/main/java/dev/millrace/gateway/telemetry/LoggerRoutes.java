package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.Links;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.live.Inquiry;
import dev.millrace.message.logger.LoggerCommand.Action;
import dev.millrace.message.logger.LoggerEvent;
import dev.millrace.message.logger.LoggerEvent.Kind;
import dev.millrace.message.telemetry.CompressedTelemetry.Reset;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What dashboards ask of the logger and of the data shown, with the legacy server's replies: always 200. Thread-safe. */
final class LoggerRoutes {

    private static final Duration CLEARED_WITHIN = Duration.ofSeconds(3);

    private final LoggerControl logger;
    private final PacketIntake packets;
    private final Board board;
    private final Executor answers;

    LoggerRoutes(LoggerControl logger, PacketIntake packets, Board board, Executor answers) {
        this.logger = logger;
        this.packets = packets;
        this.board = board;
        this.answers = answers;
    }

    void mount(Routes routes) {
        route(routes, "/start_script", this::start);
        route(routes, "/logger/start", this::start);
        route(routes, "/stop_script", this::stop);
        route(routes, "/logger/stop", this::stop);
        route(routes, "/toggle_offline", this::toggle);
        route(routes, "/clear_data", this::clear);
    }

    private void route(Routes routes, String path, Function<String, CompletableFuture<Map<String, Object>>> action) {
        routes.post(path, RouteLimits.SMALL, context -> answer(context, action.apply(Links.principal(context))));
    }

    private void answer(Context context, CompletableFuture<Map<String, Object>> action) {
        context.future(() -> action.exceptionally(LoggerRoutes::failed)
                .thenAcceptAsync(json -> Answers.json(context, json), answers));
    }

    /** A script that starts finds predictors that have seen nothing, as the legacy server's did. */
    CompletableFuture<Map<String, Object>> start(String principal) {
        var mayStart = logger.isAvailable() && !logger.isRunning();
        CompletableFuture<?> reset =
                mayStart ? reset(Reset.RESET_PREDICTOR, principal) : CompletableFuture.completedFuture(null);
        return reset.thenCompose(done -> ask(Action.ACTION_START, principal, "Script started"));
    }

    CompletableFuture<Map<String, Object>> stop(String principal) {
        return ask(Action.ACTION_STOP, principal, "Script stopped");
    }

    private CompletableFuture<Map<String, Object>> toggle(String principal) {
        return ask(Action.ACTION_TOGGLE_OFFLINE, principal, "Toggled offline mode");
    }

    private CompletableFuture<Map<String, Object>> ask(Action action, String principal, String success) {
        if (logger.isAbsent()) return CompletableFuture.completedFuture(withoutAgent(action, principal));
        return logger.ask(action, principal)
                .thenApply(event -> reply(event, success))
                .exceptionally(failure -> cause(failure) instanceof Inquiry.Unanswered
                        ? withoutAgent(action, principal)
                        : failed(failure));
    }

    /** As where the program is missing. */
    private Map<String, Object> withoutAgent(Action action, String principal) {
        if (action != Action.ACTION_START) return Answers.error("Script not running");
        logger.tell(Kind.KIND_NOT_FOUND, principal);
        return Answers.error("Logger not found");
    }

    /** Answers once this gateway shows nothing of before. */
    private CompletableFuture<Map<String, Object>> clear(String principal) {
        return reset(Reset.RESET_COUNTERS, principal)
                .thenCompose(done -> logger.tell(Kind.KIND_DATA_CLEARED, principal))
                .thenApply(done -> {
                    var json = Answers.success("Data cleared");
                    json.put("records_cleared", 0);
                    return json;
                });
    }

    private CompletableFuture<?> reset(Reset reset, String principal) {
        var sent = board.vehicles().stream()
                .map(vehicle -> packets.reset(vehicle, reset, principal)
                        .thenCompose(metadata -> reset == Reset.RESET_COUNTERS
                                ? board.cleared(vehicle.key(), metadata.offset())
                                        .completeOnTimeout(null, CLEARED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                                : CompletableFuture.<@Nullable Void>completedFuture(null)))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(sent);
    }

    private static Map<String, Object> reply(LoggerEvent event, String success) {
        return switch (event.getKind()) {
            case KIND_STARTED, KIND_STOPPED, KIND_TOGGLED_OFFLINE -> Answers.success(success);
            case KIND_ALREADY_RUNNING -> Answers.error("Script already running");
            case KIND_NOT_RUNNING -> Answers.error("Script not running");
            case KIND_NOT_FOUND -> Answers.error("Logger not found");
            default -> Answers.error(event.getKind() == Kind.KIND_FAILED ? event.getText() : "" + event.getKind());
        };
    }

    private static Map<String, Object> failed(Throwable failure) {
        return Answers.error(String.valueOf(cause(failure).getMessage()));
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
