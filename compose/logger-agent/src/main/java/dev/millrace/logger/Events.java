package dev.millrace.logger;

import com.google.protobuf.Message;
import dev.millrace.message.logger.LoggerEvent;
import dev.millrace.message.logger.LoggerEvent.Kind;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Stamp;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes what happened to the logger. What Kafka cannot take while it is away, is lost. Not thread-safe. */
final class Events implements AutoCloseable {

    private static final long NS_PER_SECOND = 1_000_000_000;

    private final Topic<LoggerEvent> topic;
    private final LoggerSettings settings;
    private final String session = UUID.randomUUID().toString();
    private final KafkaProducer<String, Message> producer;
    private long sequence;
    private volatile Optional<String> failure = Optional.empty();

    Events(Cluster cluster, LoggerSettings settings) {
        this.topic = cluster.topics().loggerEvents();
        this.settings = settings;
        var properties = cluster.clientProperties();
        properties.put("acks", "all");
        properties.put("linger.ms", 5);
        properties.put("buffer.memory", 4 << 20);
        // An event is not worth more than a moment: those who print wait for it.
        properties.put("max.block.ms", 2_000);
        this.producer =
                new KafkaProducer<>(properties, new StringSerializer(), new MessageSerdes(cluster).serializer());
    }

    void tell(Kind kind, String commandId, String text, boolean isRunning) {
        var now = Instant.now();
        var nowNs = now.getEpochSecond() * NS_PER_SECOND + now.getNano();
        var event = Stamp.received(nowNs)
                .capturedAt(nowNs)
                .session(session, 0, sequence++)
                .on(LoggerEvent.newBuilder())
                .setKind(kind)
                .setCommandId(commandId)
                .setText(text)
                .setRunning(isRunning)
                .setExpiresNs(nowNs + settings.lease().toNanos())
                .setAvailable(settings.missing().isEmpty())
                .build();
        try {
            producer.send(
                    new ProducerRecord<>(topic.name(), settings.name(), event), (metadata, cause) -> failed(cause));
        } catch (KafkaException e) {
            failed(e);
        }
    }

    private void failed(@Nullable Exception cause) {
        failure = cause == null ? Optional.empty() : Optional.of("events are lost: " + cause.getMessage());
    }

    /** Why the last event could not be written. */
    Optional<String> failure() {
        return failure;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(3));
    }
}
