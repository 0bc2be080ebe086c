package dev.millrace.gpu.camera;

import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import dev.millrace.message.video.VideoKeyframe;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.message.video.VideoPacket.Played;
import dev.millrace.topic.Stamp;
import dev.millrace.topic.Topics;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes the pictures of one recording where its stream was placed, and the index of its keyframes. For one thread at a
 * time.
 */
final class PacketWriter {

    private static final long UNKNOWN = -1;

    private final KafkaProducer<String, Message> producer;
    private final Topics topics;
    private final String stream;
    private final Place place;
    private final AtomicBoolean hasFailed = new AtomicBoolean();
    private final Queue<VideoKeyframe> placed = new ConcurrentLinkedQueue<>();
    private volatile KeyframeAt acknowledged = new KeyframeAt(UNKNOWN, UNKNOWN);
    private long newestKeyframe = UNKNOWN;
    private long sequence;

    /** Where the keyframe of a sequence number is. */
    private record KeyframeAt(long sequence, long offset) {}

    /** Where a stream is, and by which right it is written. */
    record Place(int partition, String session, long epoch) {}

    /** @param producer that may block: recordings can wait */
    PacketWriter(KafkaProducer<String, Message> producer, Topics topics, String stream, Place place) {
        this.producer = producer;
        this.topics = topics;
        this.stream = stream;
        this.place = place;
    }

    /** @throws org.apache.kafka.common.KafkaException when Kafka has been away for too long */
    void write(CodedPicture picture, Played played, long capturedNs, long nowNs) {
        index();
        if (picture.isKeyframe()) newestKeyframe = sequence;
        var known = acknowledged;
        var isKnown = !picture.isKeyframe() && known.sequence == newestKeyframe;
        var packet = head(capturedNs, nowNs)
                .setKind(VideoPacket.Kind.KIND_FRAME)
                .setKeyframe(picture.isKeyframe())
                .setData(UnsafeByteOperations.unsafeWrap(picture.data()))
                .setConfiguration(UnsafeByteOperations.unsafeWrap(picture.configuration()))
                .setStartsPicture(true)
                .setKeyframeOffset(isKnown ? known.offset : UNKNOWN)
                .setPlayed(played)
                .build();
        producer.send(
                new ProducerRecord<>(topics.videoPackets().name(), place.partition, stream, packet), (at, failure) -> {
                    if (failure != null) hasFailed.set(true);
                    else if (packet.getKeyframe()) placed(packet, at.offset());
                });
    }

    /** No picture follows in this session. */
    void end(Played played, long capturedNs, long nowNs) {
        index();
        var packet = head(capturedNs, nowNs)
                .setKind(VideoPacket.Kind.KIND_FRAME)
                .setKeyframeOffset(UNKNOWN)
                .setEndOfStream(true)
                .setPlayed(played)
                .build();
        producer.send(new ProducerRecord<>(topics.videoPackets().name(), place.partition, stream, packet));
    }

    /** Whether a packet was lost since this was asked last. */
    boolean hasFailed() {
        return hasFailed.getAndSet(false);
    }

    private VideoPacket.Builder head(long capturedNs, long nowNs) {
        return Stamp.received(nowNs)
                .capturedAt(capturedNs)
                .session(place.session, place.epoch, sequence++)
                .on(VideoPacket.newBuilder());
    }

    /**
     * Writes the entries of keyframes that the broker has. Not where it says so: a producer's own thread must not wait for
     * the producer. An entry that is lost costs a reader a look back through the packets, no more.
     */
    private void index() {
        for (var found = placed.poll(); found != null; found = placed.poll()) {
            producer.send(new ProducerRecord<>(topics.videoKeyframes().name(), place.partition, stream, found));
        }
    }

    private void placed(VideoPacket packet, long offset) {
        acknowledged = new KeyframeAt(packet.getSequence(), offset);
        placed.add(Stamp.of(packet)
                .on(VideoKeyframe.newBuilder())
                .setOffset(offset)
                .build());
    }
}
