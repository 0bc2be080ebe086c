package dev.millrace.gateway.hub.picture;

import dev.millrace.gateway.Platform;
import dev.millrace.gateway.hub.video.Streams;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The streams of which somebody in this gateway wants pictures. Thread-safe. */
final class Pictures {

    private final Platform platform;
    private final PictureSettings settings;
    private final Streams streams;
    private final PictureDemands demands;
    private final Map<String, StreamPictures> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock;

    Pictures(Platform platform, PictureSettings settings, Streams streams) {
        this.platform = platform;
        this.settings = settings;
        this.streams = streams;
        this.demands = new PictureDemands(platform, settings.lease());
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "hub-pictures");
            thread.setDaemon(true);
            return thread;
        });
        platform.meters().gauge("millrace.hub.pictures.streams", open, Map::size);
    }

    void start() {
        var third = settings.lease().toMillis() / 3;
        clock.scheduleWithFixedDelay(this::renew, third, third, TimeUnit.MILLISECONDS);
    }

    ScheduledExecutorService clock() {
        return clock;
    }

    /** Tells the watcher of the stream's pictures until it leaves. */
    StreamPictures watch(String stream, Watcher watcher) {
        while (true) {
            var isKnown = streams.isKnown(stream);
            var pictures = open.compute(stream, (name, found) -> {
                if (found == null || isKnown && !found.isDemanded()) {
                    if (found != null) found.close();
                    return new StreamPictures(platform, demands, name, isKnown);
                }
                return found;
            });
            if (pictures.join(watcher)) return pictures;
            open.remove(stream, pictures);
        }
    }

    private void renew() {
        var linger = settings.linger().toNanos();
        open.forEach((stream, pictures) -> {
            if (pictures.isOverAfterRenewal(linger)) open.remove(stream, pictures);
        });
    }

    void stop() {
        clock.shutdownNow();
        open.values().forEach(StreamPictures::close);
        open.clear();
    }
}
