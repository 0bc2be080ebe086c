package dev.millrace.gateway.amqp;

import com.google.protobuf.Message;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.gateway.live.Start;
import dev.millrace.gateway.live.Subscriber;
import dev.millrace.gateway.live.Subscription;
import dev.millrace.gateway.live.Watch;
import dev.millrace.topic.Topic;
import java.util.function.Consumer;

/** Follows a topic from now on, to count what stands on it. */
record Counting<V>(Consumer<LiveRecord<V>> count, Runnable whenLive) implements Subscriber<V> {

    static <V extends Message> Subscription on(
            Platform platform, Topic<V> topic, Runnable whenLive, Consumer<LiveRecord<V>> count) {
        return platform.seenCommitted().subscribe(Watch.all(topic, Start.live()), new Counting<>(count, whenLive));
    }

    @Override
    public void onRecord(LiveRecord<V> live) {
        count.accept(live);
    }

    @Override
    public void onLive() {
        whenLive.run();
    }
}
