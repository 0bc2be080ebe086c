package dev.millrace.gateway.hub.viewer;

import com.google.protobuf.Message;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.live.LiveReader;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.gateway.live.Outbox;
import dev.millrace.gateway.live.Payload;
import dev.millrace.gateway.live.Start;
import dev.millrace.gateway.live.Subscriber;
import dev.millrace.gateway.live.Subscription;
import dev.millrace.gateway.live.Watch;
import dev.millrace.message.imu.ImuBatch;
import dev.millrace.message.system.SystemRestart;
import dev.millrace.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What one viewer is shown, from now on. Thread-safe. */
final class ViewerFeed implements AutoCloseable {

    private static final int INTERNAL_ERROR = 1011;

    private final Platform platform;
    private final Outbox outbox;
    private final List<Subscription> subscriptions = new ArrayList<>();

    private ViewerFeed(Platform platform, Outbox outbox) {
        this.platform = platform;
        this.outbox = outbox;
    }

    /** @param keys devices and streams to be shown; empty for all */
    static ViewerFeed open(Platform platform, Set<String> keys, Outbox outbox) {
        var feed = new ViewerFeed(platform, outbox);
        var topics = platform.topics();
        var fast = platform.fastLane();
        feed.show(fast, topics.trajectoryPoses(), keys, live -> feed.offer(live.encoded(ViewerMessages.TRAJECTORY)));
        feed.show(fast, topics.analysisResults(), keys, live -> feed.offer(live.encoded(ViewerMessages.PICTURE)));
        feed.show(fast, topics.systemRestarts(), Set.of(), feed::restart);
        feed.show(platform.seenEarly(), topics.imuOrdered(), keys, feed::samples);
        return feed;
    }

    private <V extends Message> void show(
            LiveReader reader, Topic<V> topic, Set<String> of, Consumer<LiveRecord<V>> how) {
        subscriptions.add(reader.subscribe(new Watch<>(topic, Set.of(), of, Start.live()), new Subscriber<V>() {
            @Override
            public void onRecord(LiveRecord<V> live) {
                how.accept(live);
            }

            @Override
            public void onFailure(RuntimeException cause) {
                outbox.finish(INTERNAL_ERROR, topic.plainName() + " cannot be read");
            }
        }));
    }

    private void samples(LiveRecord<ImuBatch> live) {
        for (var i = 0; i < live.value().getSamplesCount(); i++) offer(live.encoded(new ImuSampleMessage(i)));
    }

    private void restart(LiveRecord<SystemRestart> live) {
        var sinceAppended = platform.brokers().since(live.appended());
        if (!ViewerMessages.isTimely(
                live.value(), sinceAppended, platform.clock().get())) return;
        offer(ViewerMessages.RESTART);
    }

    private void offer(Payload payload) {
        if (payload.bytes() > 0) outbox.offer(payload);
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }
}
