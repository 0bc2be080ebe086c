package dev.millrace.gateway.hub.video;

import dev.millrace.gateway.live.Intake;
import dev.millrace.message.video.VideoKeyframe;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.topic.Topics;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Writes the packets of one epoch of a stream where it was placed, and the index of its keyframes. For one thread at a
 * time.
 */
final class StreamWriter {

    private static final long UNKNOWN = -1;

    private final Intake fast;
    private final Topics topics;
    private final Executor indexing;
    private final Consumer<CompletionStage<?>> underWay;
    private final String stream;
    private final int partition;
    private final long epoch;
    private long newestKeyframe = UNKNOWN;
    private volatile KeyframeAt acknowledged = new KeyframeAt(UNKNOWN, UNKNOWN);

    /** Where the keyframe of a sequence number is. */
    private record KeyframeAt(long sequence, long offset) {}

    /**
     * @param indexing runs what may not hold up the producer's own thread
     * @param underWay is told of keyframes that are on their way to the broker and into the index
     */
    StreamWriter(
            Intake fast,
            Topics topics,
            Executor indexing,
            Consumer<CompletionStage<?>> underWay,
            String stream,
            int partition,
            long epoch) {
        this.fast = fast;
        this.topics = topics;
        this.indexing = indexing;
        this.underWay = underWay;
        this.stream = stream;
        this.partition = partition;
        this.epoch = epoch;
    }

    long epoch() {
        return epoch;
    }

    /** Completes when the broker has the packet. */
    CompletionStage<RecordMetadata> write(VideoPacket.Builder packet) {
        if (packet.getKeyframe()) newestKeyframe = packet.getSequence();
        var known = acknowledged;
        var isKnown = known.sequence == newestKeyframe && !packet.getKeyframe();
        var complete = packet.setSessionEpoch(epoch)
                .setKeyframeOffset(isKnown ? known.offset : UNKNOWN)
                .build();
        var sent = fast.send(topics.videoPackets(), partition, stream, complete);
        if (complete.getKeyframe()) underWay.accept(sent.thenAccept(at -> onKeyframe(complete, at.offset())));
        return sent;
    }

    private void onKeyframe(VideoPacket packet, long offset) {
        acknowledged = new KeyframeAt(packet.getSequence(), offset);
        indexing.execute(() -> index(packet, offset));
    }

    /** An entry that is lost costs a reader a look back through the packets, no more. */
    private void index(VideoPacket packet, long offset) {
        var entry = VideoKeyframe.newBuilder()
                .setCaptureTimeNs(packet.getCaptureTimeNs())
                .setDeviceTime(packet.getDeviceTime())
                .setDeviceTickNs(packet.getDeviceTickNs())
                .setReceivedNs(packet.getReceivedNs())
                .setSessionId(packet.getSessionId())
                .setSessionEpoch(epoch)
                .setSequence(packet.getSequence())
                .setPrincipal(packet.getPrincipal())
                .setOffset(offset)
                .build();
        fast.send(topics.videoKeyframes(), partition, stream, entry);
    }
}
