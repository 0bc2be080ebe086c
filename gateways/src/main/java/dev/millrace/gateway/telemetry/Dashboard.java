package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.SocketOpening;
import dev.millrace.gateway.live.Outbox;
import dev.millrace.gateway.live.Payload;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** One open dashboard. It is only ever told; what it says is discarded, as the legacy server did. Thread-safe. */
final class Dashboard implements SocketHandler {

    private static final int UNSUPPORTED = 1003;

    private final SocketOpening opening;
    private final Outbox outbox;
    private final Detail detail;
    private final Consumer<Dashboard> onClose;
    private long dropped;

    Dashboard(SocketOpening opening, Outbox outbox, Consumer<Dashboard> onClose) {
        this.opening = opening;
        this.outbox = outbox;
        this.detail = Detail.of(opening);
        this.onClose = onClose;
        if (detail == Detail.FULL) outbox.telling(Messages::dropped);
    }

    Detail detail() {
        return detail;
    }

    synchronized void send(Payload payload) {
        if (outbox.offer(payload)) return;
        var before = dropped;
        dropped = outbox.dropped();
        if (dropped > before) opening.dropped(dropped - before);
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
