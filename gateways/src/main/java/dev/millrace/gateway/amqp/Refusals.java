package dev.millrace.gateway.amqp;

import com.google.protobuf.ByteString;
import dev.millrace.gateway.Platform;
import dev.millrace.message.dead.DeadLetter;
import dev.millrace.part.LogThrottle;
import dev.millrace.topic.RecordLimits;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the messages of an exchange that cannot be records as dead letters. Thread-safe. */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final String SERVICE = "amqp-bridge";

    private final Platform platform;
    private final Line line;
    private final BridgeMeters meters;
    private final LogThrottle throttle = new LogThrottle();

    Refusals(Platform platform, Line line, BridgeMeters meters) {
        this.platform = platform;
        this.line = line;
        this.meters = meters;
    }

    /**
     * Completes when Kafka has the letter; nothing stands on the topic then.
     *
     * @param size of the whole body
     */
    CompletableFuture<Tally> keep(Incoming message, int size, Arrived.Refused<?> refused) {
        meters.refused(refused.reason());
        throttle.log(count -> LOG.atWarn()
                .addKeyValue("exchange", line.exchange())
                .addKeyValue("reason", refused.reason())
                .addKeyValue("count", count)
                .log("messages were refused; this is the newest"));
        var kept = Math.min(message.body().length, RecordLimits.DEAD_LETTER_BYTES);
        var letter = message.stamp()
                .on(DeadLetter.newBuilder())
                .setService(SERVICE)
                .setStep(line.exchange())
                .setReason(refused.reason())
                .setMessage(refused.message())
                .setValue(ByteString.copyFrom(message.body(), 0, kept))
                .setValueSize(size);
        return platform.exact()
                .send(platform.topics().deadLetters(), SERVICE, letter.build())
                .thenApply(at -> Tally.NONE);
    }
}
