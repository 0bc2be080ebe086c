package dev.millrace.topology;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.millrace.message.dead.DeadLetter;
import dev.millrace.part.LogThrottle;
import dev.millrace.topic.RecordLimits;
import dev.millrace.topic.Stamp;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes and counts the dead letters of one topology. Thread-safe. */
final class DeadLetters {

    /** Where a record was read from, and the step that had it. */
    record Place(String topic, int partition, long offset, String step) {}

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final String service;
    private final Topic<DeadLetter> topic;
    private final Serializer<Message> serializer;
    private final MeterRegistry meters;
    private final LogThrottle log = new LogThrottle();

    DeadLetters(String service, Topic<DeadLetter> topic, MessageSerdes serdes, MeterRegistry meters) {
        this.service = service;
        this.topic = topic;
        this.serializer = serdes.serializer();
        this.meters = meters;
    }

    Topic<DeadLetter> topic() {
        return topic;
    }

    /** A letter about a record that was read as a message. */
    DeadLetter about(Place place, String key, Message original, Rejected rejected) {
        var stamp = Stamp.of(original).derivedFrom(place.topic, place.partition, place.offset);
        var value = serializer.serialize(place.topic, original);
        return letter(stamp, place, key.getBytes(StandardCharsets.UTF_8), value, rejected);
    }

    /** A record of the dead letter topic about bytes. */
    ProducerRecord<byte[], byte[]> record(
            Place place, long timestampMs, byte @Nullable [] key, byte @Nullable [] value, Rejected rejected) {
        var stamp = Stamp.received(timestampMs * 1_000_000).derivedFrom(place.topic, place.partition, place.offset);
        var letter = letter(stamp, place, key, value, rejected);
        return new ProducerRecord<>(topic.name(), null, null, key, serializer.serialize(topic.name(), letter));
    }

    private DeadLetter letter(
            Stamp stamp, Place place, byte @Nullable [] key, byte @Nullable [] value, Rejected rejected) {
        meters.counter("millrace.topology.rejected", "topology", service, "reason", rejected.reason())
                .increment();
        log.log(count -> LOG.atWarn()
                .addKeyValue("topology", service)
                .addKeyValue("reason", rejected.reason())
                .addKeyValue("topic", place.topic)
                .addKeyValue("partition", place.partition)
                .addKeyValue("offset", place.offset)
                .addKeyValue("count", count)
                .log("records were rejected; this is the newest"));
        var letter = stamp.on(DeadLetter.newBuilder())
                .setTopic(place.topic)
                .setPartition(place.partition)
                .setOffset(place.offset)
                .setService(service)
                .setStep(place.step)
                .setReason(rejected.reason())
                .setMessage(rejected.message());
        if (key != null) letter.setKey(ByteString.copyFrom(key));
        if (value != null) {
            var kept = Math.min(value.length, RecordLimits.DEAD_LETTER_BYTES);
            letter.setValue(ByteString.copyFrom(value, 0, kept)).setValueSize(value.length);
        }
        return letter.build();
    }
}
