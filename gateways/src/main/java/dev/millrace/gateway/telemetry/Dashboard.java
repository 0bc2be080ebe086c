package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.SocketOpening;
import dev.millrace.gateway.live.Outbox;
import dev.millrace.gateway.live.Payload;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** One open dashboard. It is told, and may start and stop the logger; what else it says is discarded. Thread-safe. */
final class Dashboard implements SocketHandler, Listener {

    private static final int UNSUPPORTED = 1003;

    private final SocketOpening opening;
    private final Outbox outbox;
    private final Detail detail;
    private final LoggerRoutes logger;
    private final Consumer<Dashboard> onClose;
    private final boolean hearsCompression;

    Dashboard(SocketOpening opening, Outbox outbox, LoggerRoutes logger, Consumer<Dashboard> onClose) {
        this.opening = opening;
        this.outbox = outbox;
        this.detail = Detail.of(opening);
        this.logger = logger;
        this.onClose = onClose;
        this.hearsCompression =
                opening.query("compression_stats").filter("true"::equals).isPresent();
        if (detail == Detail.FULL) outbox.telling(Messages::dropped);
    }

    @Override
    public Detail detail() {
        return detail;
    }

    @Override
    public boolean hearsCompression() {
        return hearsCompression;
    }

    @Override
    public void send(Payload payload) {
        outbox.offer(payload);
    }

    @Override
    public CompletionStage<?> onText(String text) {
        var type = SocketCommand.typeOf(text);
        if (type.equals("start_logger")) return answered(logger.start(opening.principal()));
        if (type.equals("stop_logger")) return answered(logger.stop(opening.principal()));
        return DONE;
    }

    /** Success shows in the log of every dashboard; a refusal is told to the one who asked. */
    private CompletionStage<?> answered(CompletableFuture<Map<String, Object>> asked) {
        return asked.handle((reply, failure) -> {
            var text = String.valueOf(failure != null ? failure.getMessage() : reply.get("message"));
            if (failure != null || "error".equals(reply.get("status"))) send(Messages.log(text, Messages.Level.ERROR));
            return text;
        });
    }

    @Override
    public CompletionStage<?> onBinary(ByteBuffer bytes) {
        outbox.finish(UNSUPPORTED, "only text is read here");
        return DONE;
    }

    @Override
    public void onClose(int code, String reason) {
        outbox.close();
        onClose.accept(this);
    }
}
