package dev.millrace.gateway;

import dev.millrace.gateway.access.RateLimit;
import io.github.bucket4j.Bucket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open WebSocket: hands whole messages to its handler, reads on only while the limits are kept, and watches
 * whether the other end is alive. Public because Jetty calls it by reflection. Thread-safe.
 */
public final class OpenSocket implements Session.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(OpenSocket.class);
    private static final long CLOSE_NANOS = Duration.ofSeconds(5).toNanos();

    private final Opening opening;
    private final SocketEndpoint endpoint;
    private final SocketLimits limits;
    private final OpenSockets sockets;
    private final ScheduledExecutorService scheduler;
    private final DemandGate gate;
    private final Fragments fragments;
    private final @Nullable Bucket rate;
    private final Pulse pulse;
    private @Nullable Session session;
    private @Nullable SocketHandler handler;
    private volatile long closingSince;
    private volatile boolean isClosing;

    OpenSocket(
            Opening opening,
            GatewaySettings.Sockets settings,
            OpenSockets sockets,
            ScheduledExecutorService scheduler) {
        this.opening = opening;
        this.endpoint = opening.endpoint();
        this.limits = endpoint.limits();
        this.sockets = sockets;
        this.scheduler = scheduler;
        this.gate = new DemandGate(limits.maxInFlightBytes());
        this.fragments = new Fragments(limits.maxMessageBytes());
        this.rate = limits.messagesPerSecond() == 0 ? null : RateLimit.bucket(limits.messagesPerSecond());
        this.pulse = new Pulse(settings.ping(), settings.pong(), settings.writeTimeout(), System.nanoTime());
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        // The pulse below decides who is dead; frames are put together here, so Jetty's own limits are out of the way.
        opened.setIdleTimeout(Duration.ZERO);
        opened.setMaxFrameSize(0);
        opened.setMaxOutgoingFrames(limits.maxOutgoingFrames());
        endpoint.open().add(this);
        try {
            handler = endpoint.handlerFor(opening.with(opened));
        } catch (RuntimeException e) {
            failed(e);
        }
        sockets.opened(this);
        demandIfMay();
    }

    @Override
    public void onWebSocketPartialText(String part, boolean isLast) {
        heard();
        if (isTooLarge(part.length())) {
            session().demand();
            return;
        }
        fragments.add(part);
        if (!isLast) {
            session().demand();
            return;
        }
        var text = fragments.takeText();
        var size = text.length();
        gate.received(size);
        handle(size, h -> h.onText(text));
        demandIfMay();
    }

    @Override
    public void onWebSocketPartialBinary(ByteBuffer part, boolean isLast, Callback callback) {
        heard();
        if (isTooLarge(part.remaining())) {
            callback.succeed();
            session().demand();
            return;
        }
        if (!isLast) {
            fragments.add(part);
            callback.succeed();
            session().demand();
            return;
        }
        if (!fragments.isEmpty()) fragments.add(part);
        var whole = fragments.isEmpty() ? part : fragments.takeBytes();
        var size = whole.remaining();
        gate.received(size);
        handle(size, h -> h.onBinary(whole));
        callback.succeed();
        demandIfMay();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        heard();
        // A pong uses up the demand that the next message needs.
        session().demand();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.atDebug().setCause(cause).addKeyValue("socket", opening.id()).log("a socket failed");
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        if (endpoint.open().remove(this)) {
            endpoint.ended(code);
            if (handler != null) tellClosed(handler, code, reason == null ? "" : reason);
        }
        callback.succeed();
    }

    /** Ends the socket with a reason, and by force if the other end takes no notice. */
    void close(int code, String reason) {
        if (isClosing) return;
        closingSince = System.nanoTime();
        isClosing = true;
        session().close(code, reason, Callback.NOOP);
    }

    /** Looks after the socket; called every now and then. */
    void beat(long now) {
        if (isClosing) {
            if (now - closingSince > CLOSE_NANOS) session().disconnect();
            return;
        }
        Pulse.Beat beat;
        synchronized (pulse) {
            beat = pulse.beat(now, gate.isOpen());
        }
        if (beat == Pulse.Beat.PING) {
            session().sendPing(ByteBuffer.allocate(0), Callback.from(this::pingWritten, failure -> {}));
        } else if (beat == Pulse.Beat.SILENT) {
            close(StatusCode.SERVER_ERROR, "no sign of life since the last ping");
        } else if (beat == Pulse.Beat.STALLED) {
            session().disconnect();
        }
    }

    @Override
    public String toString() {
        return endpoint.capability() + endpoint.path() + "#" + opening.id();
    }

    /** What a handler does with one message. */
    private interface Delivery {
        CompletionStage<?> to(SocketHandler handler);
    }

    private void handle(long size, Delivery message) {
        endpoint.received(size);
        restIfTooFast();
        CompletionStage<?> done = SocketHandler.DONE;
        if (handler != null && !isClosing) {
            try {
                done = message.to(handler);
            } catch (RuntimeException e) {
                failed(e);
            }
        }
        done.whenComplete((value, failure) -> {
            if (gate.completed(size)) session().demand();
        });
    }

    private void restIfTooFast() {
        if (rate == null) return;
        var nanos = rate.consumeIgnoringRateLimits(1);
        if (nanos <= 0) return;
        gate.rest();
        scheduler.schedule(
                () -> {
                    if (gate.rested()) session().demand();
                },
                nanos,
                TimeUnit.NANOSECONDS);
    }

    private boolean isTooLarge(int more) {
        if (isClosing) return true;
        if (!fragments.isTooLargeWith(more)) return false;
        fragments.takeBytes();
        fragments.takeText();
        close(StatusCode.MESSAGE_TOO_LARGE, "a message may have at most " + limits.maxMessageBytes() + " bytes here");
        return true;
    }

    private void demandIfMay() {
        if (gate.mayDemand()) session().demand();
    }

    private void heard() {
        synchronized (pulse) {
            pulse.heard();
        }
    }

    private void pingWritten() {
        synchronized (pulse) {
            pulse.pingWritten();
        }
    }

    private void failed(RuntimeException e) {
        LOG.atError().setCause(e).addKeyValue("socket", toString()).log("a socket's handler failed");
        close(StatusCode.SERVER_ERROR, "this is our fault; the log says more");
    }

    private void tellClosed(SocketHandler to, int code, String reason) {
        try {
            to.onClose(code, reason);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("socket", toString()).log("a socket's handler failed to close");
        }
    }

    private Session session() {
        return Objects.requireNonNull(session, "not open yet");
    }
}
