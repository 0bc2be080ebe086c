package dev.millrace.gateway.hub.video;

import dev.millrace.gateway.live.LiveReader;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.gateway.live.Start;
import dev.millrace.gateway.live.Subscriber;
import dev.millrace.gateway.live.Subscription;
import dev.millrace.gateway.live.Watch;
import dev.millrace.message.video.VideoKeyframe;
import dev.millrace.topic.Topic;
import java.time.Duration;

/** Whether the producer that has a stream still sends keyframes: a gateway that was killed does not say so. Thread-safe. */
final class OwnerWatch implements Subscriber<VideoKeyframe>, AutoCloseable {

    private final Duration silence;
    private final Subscription subscription;
    private volatile long heardNs = System.nanoTime();

    /** @param partition where the stream was placed */
    OwnerWatch(LiveReader reader, Topic<VideoKeyframe> topic, String stream, int partition, Duration silence) {
        this.silence = silence;
        this.subscription = reader.subscribe(Watch.placed(topic, partition, stream, Start.live()), this);
    }

    @Override
    public void onRecord(LiveRecord<VideoKeyframe> keyframe) {
        heardNs = System.nanoTime();
    }

    boolean isSilent() {
        return System.nanoTime() - heardNs > silence.toNanos();
    }

    @Override
    public void close() {
        subscription.close();
    }
}
