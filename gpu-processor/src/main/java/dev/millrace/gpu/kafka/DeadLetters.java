package dev.millrace.gpu.kafka;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.millrace.message.dead.DeadLetter;
import dev.millrace.part.LogThrottle;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.RecordLimits;
import dev.millrace.topic.Stamp;
import dev.millrace.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the dead letters of a worker. One that Kafka does not take is in the log alone. Thread-safe. */
public final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final String SERVICE = "gpu-processor";

    private final Topic<DeadLetter> topic;
    private final KafkaProducer<String, Message> producer;
    private final LogThrottle quiet = new LogThrottle();

    public DeadLetters(Cluster cluster, KafkaProducer<String, Message> producer) {
        this.topic = cluster.topics().deadLetters();
        this.producer = producer;
    }

    /** About a record that was read. */
    public void about(ConsumerRecord<String, byte[]> original, String step, String reason, String message) {
        var place = new Place(original.topic(), original.partition(), original.offset(), original.timestamp());
        write(place, String.valueOf(original.key()), step, reason, message, original.value());
    }

    /** About a record whose bytes are better left where they are. */
    public void about(Topic<?> of, int partition, long offset, String key, String step, String reason, String message) {
        write(new Place(of.name(), partition, offset, System.currentTimeMillis()), key, step, reason, message, null);
    }

    private record Place(String topic, int partition, long offset, long timestampMs) {}

    private void write(Place place, String key, String step, String reason, String message, byte @Nullable [] value) {
        quiet.log(count -> LOG.atWarn()
                .addKeyValue("topic", place.topic)
                .addKeyValue("partition", place.partition)
                .addKeyValue("offset", place.offset)
                .addKeyValue("reason", reason)
                .addKeyValue("count", count)
                .log("records were rejected; this is the newest"));
        var letter = Stamp.received(TimeUnit.MILLISECONDS.toNanos(place.timestampMs))
                .derivedFrom(place.topic, place.partition, place.offset)
                .on(DeadLetter.newBuilder())
                .setTopic(place.topic)
                .setPartition(place.partition)
                .setOffset(place.offset)
                .setService(SERVICE)
                .setStep(step)
                .setReason(reason)
                .setMessage(message)
                .setKey(ByteString.copyFrom(key, StandardCharsets.UTF_8));
        if (value != null) {
            var kept = Math.min(value.length, RecordLimits.DEAD_LETTER_BYTES);
            letter.setValue(ByteString.copyFrom(value, 0, kept)).setValueSize(value.length);
        }
        try {
            producer.send(new ProducerRecord<>(topic.name(), key, letter.build()));
        } catch (KafkaException e) {
            LOG.debug("a dead letter was not written", e);
        }
    }
}
