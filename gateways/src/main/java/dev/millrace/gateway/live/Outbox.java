package dev.millrace.gateway.live;

import java.util.function.LongFunction;
import org.eclipse.jetty.websocket.api.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for one socket, bounded in bytes; written in their order as the socket takes them, by no thread
 * of its own. Never blocks. Thread-safe.
 *
 * <p>A few messages are with the socket at a time, so that it can write them together: at most
 * {@value #MOST_WRITING} and not another one beyond {@value #MOST_WRITING_BYTES} bytes. Behind them at most the bound
 * (or one larger message) waits. Shared payloads are held only once in the process. One whose time is over while it
 * waits is left out, and counted.
 */
public final class Outbox implements AutoCloseable {

    private static final int TRY_AGAIN_LATER = 1013;
    static final int MOST_WRITING = 8;
    private static final int MOST_WRITING_BYTES = 128 << 10;

    private final Outboxes kind;
    private final Backlog backlog;
    private final Channel channel;
    private @Nullable LongFunction<Payload> notice;
    private @Nullable Runnable ending;
    private boolean isDraining;
    private boolean isEnded;
    private boolean isClosed;
    private int writing;
    private long writingBytes;
    private long dropped;
    private long untold;

    Outbox(Outboxes kind, Backlog backlog, Channel channel) {
        this.kind = kind;
        this.backlog = backlog;
        this.channel = channel;
    }

    /** Sends it when its turn comes; returns false when it, or others for it, had to be dropped. */
    public boolean offer(Payload payload) {
        int lost;
        boolean mayDrain;
        synchronized (this) {
            if (isClosed || ending != null) return false;
            lost = admit(payload);
            mayDrain = lost > 0 && kind.neverDrops() ? giveUp() : startsDraining();
        }
        if (mayDrain) drain();
        return lost == 0;
    }

    /** Before the next message after a loss, sends what {@code notice} makes of the number of messages lost. */
    public synchronized Outbox telling(LongFunction<Payload> notice) {
        this.notice = notice;
        return this;
    }

    /** Bytes it can take without dropping anything; unlimited while nothing waits. */
    public synchronized long room() {
        return backlog.isEmpty() ? Long.MAX_VALUE : Math.max(0, kind.bound() - backlog.bytes());
    }

    /** Messages dropped so far. */
    public synchronized long dropped() {
        return dropped;
    }

    /** Sends what is waiting, then closes the socket. */
    public void finish(int code, String reason) {
        synchronized (this) {
            if (isClosed || ending != null) return;
            ending = () -> channel.close(code, reason);
            if (!startsDraining()) return;
        }
        drain();
    }

    /** Lets go of everything; does not close the socket. */
    @Override
    public synchronized void close() {
        if (isClosed) return;
        isClosed = true;
        forgetBacklog();
        kind.onClosed();
    }

    private int admit(Payload payload) {
        var before = backlog.bytes();
        var lost = backlog.add(payload);
        kind.onWaiting(backlog.bytes() - before);
        if (lost > 0) {
            dropped += lost;
            untold += lost;
            kind.onDropped(lost);
        }
        return lost;
    }

    /** What waits is of no use without what was lost. The socket is closed at once, since it may never write again. */
    private boolean giveUp() {
        forgetBacklog();
        ending = () -> channel.close(TRY_AGAIN_LATER, "too slow: more than " + kind.bound() + " bytes were waiting");
        writing = 0;
        return startsDraining();
    }

    private void forgetBacklog() {
        kind.onWaiting(-backlog.bytes());
        backlog.clear();
    }

    /** Whether the caller is the one thread to go on, and there is something to do. */
    private boolean startsDraining() {
        if (isDraining || !hasWork()) return false;
        isDraining = true;
        return true;
    }

    private boolean hasWork() {
        if (isClosed || isEnded) return false;
        if (backlog.isEmpty()) return ending != null && writing == 0;
        return writing < kind.mostWriting() && writingBytes < MOST_WRITING_BYTES;
    }

    private void drain() {
        for (var next = next(); next != null; next = next()) channel.send(next, new Write(next));
    }

    /** The next message to be written; null when there is no more to do now. */
    private @Nullable Payload next() {
        Runnable end;
        synchronized (this) {
            leaveOutWhatIsOver();
            isDraining = hasWork();
            if (!isDraining) return null;
            var next = take();
            if (next != null) return next;
            isDraining = false;
            isEnded = true;
            end = ending;
        }
        if (end != null) end.run();
        return null;
    }

    private void leaveOutWhatIsOver() {
        var now = System.nanoTime();
        for (var oldest = backlog.oldest(); oldest != null && oldest.isOver(now); oldest = backlog.oldest()) {
            takeWaiting();
            dropped++;
            kind.onDropped(1);
        }
    }

    private @Nullable Payload take() {
        var payload = untold > 0 && notice != null && !backlog.isEmpty() ? tell(notice) : takeWaiting();
        if (payload != null) {
            writing++;
            writingBytes += payload.bytes();
        }
        return payload;
    }

    private @Nullable Payload takeWaiting() {
        var payload = backlog.next();
        if (payload != null) kind.onWaiting(-payload.bytes());
        return payload;
    }

    private Payload tell(LongFunction<Payload> of) {
        var message = of.apply(untold);
        untold = 0;
        return message;
    }

    /** A message being written. Its end may come on this thread, before the call that began it has returned. */
    private final class Write implements Callback {

        private final Payload payload;

        Write(Payload payload) {
            this.payload = payload;
        }

        @Override
        public void succeed() {
            kind.onSent(payload);
            boolean mayDrain;
            synchronized (Outbox.this) {
                writing = Math.max(0, writing - 1);
                writingBytes -= payload.bytes();
                mayDrain = startsDraining();
            }
            if (mayDrain) drain();
        }

        @Override
        public void fail(Throwable cause) {
            close();
        }
    }
}
