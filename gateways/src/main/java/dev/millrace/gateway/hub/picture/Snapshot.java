package dev.millrace.gateway.hub.picture;

import dev.millrace.gateway.clock.BrokerClock;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.message.video.VideoFrame;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One picture that is waited for. Thread-safe. */
final class Snapshot implements Watcher {

    /** What became of it. */
    enum Miss {
        /** There is no such stream, neither of packets nor of pictures. */
        UNKNOWN,
        /** No picture came in time. */
        LATE,
        /** This gateway is about to stop. */
        ENDED
    }

    /** Either a picture, or why there is none. */
    sealed interface Outcome {}

    record Taken(LiveRecord<VideoFrame> picture) implements Outcome {}

    record Missed(Miss why) implements Outcome {}

    private final Wish wish;
    private final Duration fresh;
    private final boolean isKnown;
    private final BrokerClock brokers;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private volatile boolean hasSeenAny;

    /** @param isKnown whether there is a stream of packets; if not, only a picture tells that there is any such stream */
    Snapshot(Wish wish, Duration fresh, boolean isKnown, BrokerClock brokers) {
        this.wish = wish;
        this.fresh = fresh;
        this.isKnown = isKnown;
        this.brokers = brokers;
    }

    CompletableFuture<Outcome> within(Duration patience) {
        return outcome.completeOnTimeout(new Missed(Miss.LATE), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Wish wish() {
        return wish;
    }

    @Override
    public void onPicture(LiveRecord<VideoFrame> picture, boolean isNew) {
        hasSeenAny = true;
        if (isNew || isFresh(picture)) outcome.complete(new Taken(picture));
    }

    private boolean isFresh(LiveRecord<VideoFrame> picture) {
        return brokers.since(picture.appended()).compareTo(fresh) <= 0;
    }

    @Override
    public void onLive() {
        if (!isKnown && !hasSeenAny) outcome.complete(new Missed(Miss.UNKNOWN));
    }

    @Override
    public void onEnd() {
        outcome.complete(new Missed(Miss.ENDED));
    }
}
