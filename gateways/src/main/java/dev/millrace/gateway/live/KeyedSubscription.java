package dev.millrace.gateway.live;

import com.google.protobuf.Message;
import dev.millrace.part.LogThrottle;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A subscription over one or more partitions. Its monitor makes the subscriber be called by one thread at a time. */
final class KeyedSubscription<V extends Message> implements Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(KeyedSubscription.class);
    private static final LogThrottle THROTTLE = new LogThrottle();

    private final Watch<V> watch;
    private final Set<String> keys;
    private final Subscriber<V> subscriber;
    private final Consumer<KeyedSubscription<V>> onClose;
    private int catchingUp;
    private volatile boolean isLive;
    private volatile boolean isClosed;

    KeyedSubscription(
            Watch<V> watch, int partitions, Subscriber<V> subscriber, Consumer<KeyedSubscription<V>> onClose) {
        this.watch = watch;
        this.keys = watch.keys();
        this.catchingUp = partitions;
        this.subscriber = subscriber;
        this.onClose = onClose;
    }

    Watch<V> watch() {
        return watch;
    }

    boolean wants(LiveRecord<V> live) {
        return keys.isEmpty() || keys.contains(live.key());
    }

    long room() {
        return subscriber.room();
    }

    synchronized void deliver(LiveRecord<V> live) {
        call(() -> {
            if (live.isDeletion()) subscriber.onDeletion(live);
            else subscriber.onRecord(live);
        });
    }

    synchronized void isLiveIn(Feed<V> feed) {
        if (--catchingUp > 0) return;
        isLive = true;
        call(subscriber::onLive);
    }

    synchronized void fail(RuntimeException cause) {
        if (isClosed) return;
        close();
        THROTTLE.log(times -> LOG.atError()
                .addKeyValue("topic", watch.topic())
                .addKeyValue("times", times)
                .setCause(cause)
                .log("a subscription failed"));
        subscriber.onFailure(cause);
    }

    boolean isClosed() {
        return isClosed;
    }

    @Override
    public State state() {
        if (isClosed) return State.CLOSED;
        return isLive ? State.LIVE : State.CATCHING_UP;
    }

    /** Takes no monitor, so that it can be called while records are being delivered. */
    @Override
    public void close() {
        if (isClosed) return;
        isClosed = true;
        onClose.accept(this);
    }

    /** One subscriber's bug must not end the reading for all others. */
    private void call(Runnable subscriberMethod) {
        if (isClosed) return;
        try {
            subscriberMethod.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }
}
