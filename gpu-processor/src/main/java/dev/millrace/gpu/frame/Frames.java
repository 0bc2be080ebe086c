package dev.millrace.gpu.frame;

import com.google.protobuf.Message;
import dev.millrace.message.video.VideoFrame;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.RecordLimits;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/** Sends pictures as they are made, with bounded bytes in flight; what is refused is lost. Thread-safe. */
public final class Frames {

    private static final int MOST_ATTEMPTS = 25;

    private final Topic<VideoFrame> topic;
    private final KafkaProducer<String, Message> producer;
    private final MessageSerdes serdes;
    private final long bound;
    private final AtomicLong inFlight = new AtomicLong();
    private volatile String failure = "";

    /** @param bound bytes of pictures that may await the broker */
    public Frames(Cluster cluster, MessageSerdes serdes, KafkaProducer<String, Message> producer, long bound) {
        this.topic = cluster.topics().videoFrames();
        this.serdes = serdes;
        this.producer = producer;
        this.bound = bound;
    }

    /** Learns where the topic is, and registers its schema, so that the first picture need not wait. */
    public void prepare() {
        for (var attempt = 1; ; attempt++) {
            try {
                producer.partitionsFor(topic.name());
                break;
            } catch (TimeoutException e) {
                if (attempt == MOST_ATTEMPTS) throw e;
            }
        }
        serdes.serializer().serialize(topic.name(), topic.message());
    }

    /** Whether a picture would be taken: one that would not is not worth making. */
    public boolean hasRoom() {
        return inFlight.get() < bound;
    }

    /** @param told on another thread, or on this one: whether the broker has it */
    public void send(String stream, VideoFrame frame, Consumer<Boolean> told) {
        var bytes = frame.getJpeg().size();
        if (bytes > RecordLimits.INLINE_BYTES) {
            failure = "a picture of " + bytes + " bytes is larger than a record may be";
            told.accept(false);
            return;
        }
        inFlight.addAndGet(bytes);
        try {
            producer.send(new ProducerRecord<>(topic.name(), stream, frame), (at, refused) -> {
                inFlight.addAndGet(-bytes);
                failure = refused == null ? "" : "pictures are not sent: " + refused.getMessage();
                told.accept(refused == null);
            });
        } catch (KafkaException | IllegalStateException e) {
            inFlight.addAndGet(-bytes);
            failure = "pictures are not sent: " + e.getMessage();
            told.accept(false);
        }
    }

    public long inFlightBytes() {
        return inFlight.get();
    }

    /** Why the last picture was not sent; empty if it was. */
    public String failure() {
        return failure;
    }
}
