package dev.millrace.gateway.live;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.eclipse.jetty.websocket.api.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for one socket, bounded in bytes; written one after the other as the socket takes them, by no
 * thread of its own. Never blocks. Thread-safe.
 *
 * <p>At most the bound (or one larger message) waits while one message is being written, and shared payloads are held
 * only once in the process.
 */
public final class Outbox implements AutoCloseable {

    private static final int TRY_AGAIN_LATER = 1013;

    private final Outboxes kind;
    private final Backlog backlog;
    private final Channel channel;
    private final Write write = new Write();
    private @Nullable LongFunction<Payload> notice;
    private LongConsumer report = lost -> {};
    private @Nullable Runnable ending;
    private boolean isWriting;
    private boolean isEnded;
    private boolean isClosed;
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
        boolean isStuck;
        boolean starts;
        synchronized (this) {
            if (isClosed || ending != null) return false;
            lost = admit(payload);
            if (lost > 0 && kind.neverDrops()) giveUp();
            isStuck = ending != null && isWriting;
            starts = startsWriting();
        }
        if (isStuck) end();
        if (starts) drain();
        if (lost > 0) report.accept(lost);
        return lost == 0;
    }

    /** Before the next message after a loss, sends what {@code notice} makes of the number of messages lost. */
    public synchronized Outbox telling(LongFunction<Payload> notice) {
        this.notice = notice;
        return this;
    }

    /** Tells of each loss, too; to be set before the first message. */
    public Outbox reporting(LongConsumer lost) {
        report = lost;
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
            if (!startsWriting()) return;
        }
        drain();
    }

    /** Lets go of everything; does not close the socket. */
    @Override
    public synchronized void close() {
        if (isClosed) return;
        isClosed = true;
        kind.onWaiting(-backlog.bytes());
        backlog.clear();
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

    /** What waits is of no use without what was lost. */
    private void giveUp() {
        kind.onWaiting(-backlog.bytes());
        backlog.clear();
        ending = () -> channel.close(TRY_AGAIN_LATER, "too slow: more than " + kind.bound() + " bytes were waiting");
    }

    private boolean startsWriting() {
        if (isWriting || backlog.isEmpty() && ending == null) return false;
        isWriting = true;
        return true;
    }

    private void end() {
        Runnable last;
        synchronized (this) {
            last = isClosed || isEnded ? null : ending;
            isEnded = true;
        }
        if (last != null) last.run();
    }

    /** Writes until nothing waits or the socket takes no more; one thread at a time, the one that set isWriting. */
    private void drain() {
        while (true) {
            var next = next();
            if (next == null) return;
            write.begin(next);
            channel.send(next, write);
            if (!write.isOver()) return;
        }
    }

    private @Nullable Payload next() {
        synchronized (this) {
            if (untold > 0 && notice != null && !backlog.isEmpty()) return tell(notice);
            var payload = backlog.next();
            if (payload != null) {
                kind.onWaiting(-payload.bytes());
                return payload;
            }
            isWriting = false;
            if (ending == null) return null;
        }
        end();
        return null;
    }

    private Payload tell(LongFunction<Payload> of) {
        var message = of.apply(untold);
        untold = 0;
        return message;
    }

    /** The one message being written. Whoever comes second, the end of the write or of the call, goes on. */
    private final class Write implements Callback {

        private static final int BEGUN = 0;
        private static final int WRITTEN = 1;
        private static final int LEFT = 2;

        private final AtomicInteger state = new AtomicInteger();
        private @Nullable Payload payload;

        void begin(Payload next) {
            payload = next;
            state.set(BEGUN);
        }

        boolean isOver() {
            return !state.compareAndSet(BEGUN, LEFT);
        }

        @Override
        public void succeed() {
            if (payload != null) kind.onSent(payload);
            if (!state.compareAndSet(BEGUN, WRITTEN)) drain();
        }

        @Override
        public void fail(Throwable cause) {
            close();
            if (!state.compareAndSet(BEGUN, WRITTEN)) drain();
        }
    }
}
