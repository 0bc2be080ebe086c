package dev.millrace.connect.letter;

import com.google.protobuf.ByteString;
import dev.millrace.message.dead.DeadLetter;
import dev.millrace.topic.RecordLimits;
import dev.millrace.topic.Stamp;
import dev.millrace.topic.serde.MessageDeserializer;
import dev.millrace.topic.serde.MessageSerializer;
import dev.millrace.topic.serde.RegistryUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what Kafka Connect puts on its dead letter queue as a {@link DeadLetter}: its error headers become fields.
 *
 * <p>For any connector, as {@code producer.override.key.serializer} and {@code producer.override.value.serializer}, with
 * {@code errors.deadletterqueue.context.headers.enable=true} and {@code producer.override.schema.registry.url}. While no
 * registry answers, it waits: a letter is not to be lost, and its record is not passed before the letter is written.
 */
public final class DeadLetterSerializer implements Serializer<byte[]> {

    private static final String PREFIX = "__connect.errors.";
    /** Between the serializer of the key, which comes first, and that of the value. */
    private static final String KEY = "key";

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final MessageSerializer<DeadLetter> serializer = new MessageSerializer<>();
    private final MessageDeserializer<dev.millrace.message.stamp.Stamp> heads =
            new MessageDeserializer<>(dev.millrace.message.stamp.Stamp.parser());
    private boolean isKey;

    @Override
    public void configure(Map<String, ?> properties, boolean isKey) {
        this.isKey = isKey;
        serializer.configure(properties, isKey);
    }

    @Override
    public byte @Nullable [] serialize(String topic, byte @Nullable [] value) {
        throw new SerializationException("a dead letter is written from its record's headers");
    }

    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, byte @Nullable [] value) {
        if (isKey) {
            if (value != null) headers.add(PREFIX + KEY, value);
            return value;
        }
        var key = headers.lastHeader(PREFIX + KEY);
        var errors = new HashMap<String, String>();
        for (var header : headers) {
            if (!header.key().startsWith(PREFIX) || header.value() == null) continue;
            errors.put(header.key().substring(PREFIX.length()), new String(header.value(), StandardCharsets.UTF_8));
        }
        errors.keySet().forEach(name -> headers.remove(PREFIX + name));
        var letter = letter(errors, value);
        if (key != null) letter.setKey(ByteString.copyFrom(key.value()));
        return write(topic, letter.build());
    }

    private byte @Nullable [] write(String topic, DeadLetter letter) {
        while (true) {
            try {
                return serializer.serialize(topic, letter);
            } catch (RegistryUnavailable e) {
                pause();
            }
        }
    }

    private DeadLetter.Builder letter(Map<String, String> errors, byte @Nullable [] value) {
        var cause = cause(errors);
        var topic = errors.getOrDefault("topic", "");
        var partition = Integer.parseInt(errors.getOrDefault("partition", "0"));
        var offset = Long.parseLong(errors.getOrDefault("offset", "0"));
        var letter = head(value)
                .derivedFrom(topic, partition, offset)
                .on(DeadLetter.newBuilder())
                .setTopic(topic)
                .setPartition(partition)
                .setOffset(offset)
                .setService(errors.getOrDefault("connector.name", ""))
                .setStep(errors.getOrDefault("stage", "")
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-'))
                .setReason(cause.reason())
                .setMessage(cause.message());
        if (value != null) {
            var kept = Math.min(value.length, RecordLimits.DEAD_LETTER_BYTES);
            letter.setValue(ByteString.copyFrom(value, 0, kept)).setValueSize(value.length);
        }
        return letter;
    }

    private static Refused.Cause cause(Map<String, String> errors) {
        var type = errors.getOrDefault("exception.class.name", "");
        var message = errors.getOrDefault("exception.message", "");
        if (type.equals(Refused.class.getName())) return Refused.parse(message);
        var isConversion = errors.getOrDefault("stage", "").endsWith("CONVERTER");
        return new Refused.Cause(isConversion ? "undecodable" : "refused", message);
    }

    /** The original's own head; of bytes that have none, the time at which they were found. */
    private Stamp head(byte @Nullable [] value) {
        try {
            var head = value == null ? null : heads.deserialize("", value);
            if (head != null) return Stamp.of(head);
        } catch (SerializationException notOurs) {
            // Its absence is part of what the letter says.
        }
        return Stamp.received(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
