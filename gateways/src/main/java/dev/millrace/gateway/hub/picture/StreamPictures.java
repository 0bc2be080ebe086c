package dev.millrace.gateway.hub.picture;

import dev.millrace.gateway.Platform;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.gateway.live.PartitionLook;
import dev.millrace.gateway.live.Start;
import dev.millrace.gateway.live.Subscriber;
import dev.millrace.gateway.live.Subscription;
import dev.millrace.gateway.live.Watch;
import dev.millrace.message.video.VideoFrame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of one stream for all in this gateway who want them: read once, demanded as the most demanding of them
 * wants. Thread-safe.
 */
final class StreamPictures implements Subscriber<VideoFrame> {

    private static final long FARTHEST = 64;

    private final String stream;
    private final boolean isDemanded;
    private final PictureDemands demands;
    private final Subscription subscription;
    private final Set<Watcher> watchers = new HashSet<>();
    private @Nullable LiveRecord<VideoFrame> newest;
    private boolean isNewestNew;
    private boolean isLive;
    private boolean isEnded;
    private Optional<Wish> demanded = Optional.empty();
    private long unwatchedSinceNs = System.nanoTime();
    private Wish last = new Wish(0, 0, 0);

    /** @param isDemanded whether its pictures must be made; those of a phone that sends pictures are there */
    StreamPictures(Platform platform, PictureDemands demands, String stream, boolean isDemanded) {
        this.stream = stream;
        this.isDemanded = isDemanded;
        this.demands = demands;
        Start.Locator<VideoFrame> newestOne = this::locate;
        this.subscription = platform.fastLane()
                .subscribe(Watch.key(platform.topics().videoFrames(), stream, Start.located(newestOne)), this);
    }

    /** With the newest picture in memory; of a stream that only its pictures make known, with the newest of all. */
    private long locate(PartitionLook<VideoFrame> look) {
        return look.newestInMemory(this::isOurs)
                .or(() -> isDemanded ? Optional.empty() : look.scanBack(this::isOurs, FARTHEST))
                .map(LiveRecord::offset)
                .orElse(look.end());
    }

    private boolean isOurs(LiveRecord<VideoFrame> live) {
        return live.key().equals(stream);
    }

    boolean isDemanded() {
        return isDemanded;
    }

    /** False when this has ended meanwhile. */
    boolean join(Watcher watcher) {
        LiveRecord<VideoFrame> known;
        boolean isNew;
        boolean wasLive;
        synchronized (this) {
            if (isEnded) return false;
            watchers.add(watcher);
            known = newest;
            isNew = isNewestNew;
            wasLive = isLive;
            demand();
        }
        if (known != null) watcher.onPicture(known, isNew);
        if (wasLive) watcher.onLive();
        return true;
    }

    synchronized void leave(Watcher watcher) {
        if (!watchers.remove(watcher)) return;
        if (watchers.isEmpty()) unwatchedSinceNs = System.nanoTime();
        else demand();
    }

    /** Renews the demand; what nobody has watched for so long is ended. */
    synchronized boolean isOverAfterRenewal(long lingerNs) {
        if (watchers.isEmpty() && System.nanoTime() - unwatchedSinceNs > lingerNs) {
            end();
            return true;
        }
        demanded = Optional.empty();
        demand();
        return false;
    }

    void close() {
        List<Watcher> told;
        synchronized (this) {
            if (isEnded) return;
            told = new ArrayList<>(watchers);
            end();
        }
        told.forEach(Watcher::onEnd);
    }

    private void end() {
        isEnded = true;
        watchers.clear();
        subscription.close();
        if (isDemanded) demands.end(stream);
    }

    /** While nobody watches, as the last who did. */
    private void demand() {
        if (!isDemanded) return;
        var wish = watchers.stream().map(Watcher::wish).reduce(Wish::and).orElse(last);
        last = wish;
        if (demanded.filter(wish::equals).isPresent()) return;
        demanded = Optional.of(wish);
        demands.renew(stream, wish);
    }

    @Override
    public void onRecord(LiveRecord<VideoFrame> live) {
        List<Watcher> told;
        boolean isNew;
        synchronized (this) {
            if (isEnded || isOlder(live.value())) return;
            newest = live;
            isNewestNew = isLive;
            isNew = isLive;
            told = new ArrayList<>(watchers);
        }
        told.forEach(watcher -> watcher.onPicture(live, isNew));
    }

    /** As from a worker that has not noticed yet that another has taken its partition. */
    private boolean isOlder(VideoFrame frame) {
        if (newest == null) return false;
        var known = newest.value();
        if (frame.getMaker() != VideoFrame.Maker.MAKER_DECODER || known.getMaker() != frame.getMaker()) return false;
        return frame.getSessionEpoch() < known.getSessionEpoch()
                || frame.getSessionEpoch() == known.getSessionEpoch()
                        && frame.getPacketOffset() < known.getPacketOffset();
    }

    @Override
    public void onLive() {
        each(Watcher::onLive, () -> isLive = true);
    }

    @Override
    public void onFailure(RuntimeException cause) {
        close();
    }

    private void each(Consumer<Watcher> tell, Runnable first) {
        List<Watcher> told;
        synchronized (this) {
            first.run();
            told = new ArrayList<>(watchers);
        }
        told.forEach(tell);
    }
}
