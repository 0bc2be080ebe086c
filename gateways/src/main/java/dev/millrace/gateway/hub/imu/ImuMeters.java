package dev.millrace.gateway.hub.imu;

import com.google.protobuf.ByteString;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.live.IntakeRefused;
import dev.millrace.message.dead.DeadLetter;
import dev.millrace.part.LogThrottle;
import dev.millrace.topic.RecordLimits;
import dev.millrace.topic.Stamp;
import io.micrometer.core.instrument.Counter;
import java.util.Locale;

/** What devices sent and what became of it; a sample of what is no sample goes to the dead letters. Thread-safe. */
final class ImuMeters {

    private final Platform platform;
    private final Counter samples;
    private final Counter batches;
    private final LogThrottle throttle = new LogThrottle();

    ImuMeters(Platform platform) {
        this.platform = platform;
        this.samples = platform.meters().counter("millrace.hub.imu.samples");
        this.batches = platform.meters().counter("millrace.hub.imu.batches");
    }

    void received() {
        samples.increment();
    }

    void wrote() {
        batches.increment();
    }

    /** Samples that Kafka did not take. */
    void dropped(int count, Throwable failure) {
        var cause = failure.getCause() instanceof IntakeRefused inner ? inner : failure;
        var reason =
                cause instanceof IntakeRefused refused ? refused.reason().name().toLowerCase(Locale.ROOT) : "failed";
        platform.meters().counter("millrace.hub.imu.dropped", "reason", reason).increment(count);
    }

    void rejected(String device, String reason, String text, long receivedNs) {
        platform.meters().counter("millrace.hub.imu.rejected", "reason", reason).increment();
        throttle.log(times -> {
            var kept = ByteString.copyFromUtf8(
                    text.substring(0, Math.min(text.length(), RecordLimits.DEAD_LETTER_BYTES / 4)));
            var letter = Stamp.received(receivedNs)
                    .on(DeadLetter.newBuilder())
                    .setService("hub")
                    .setStep("read-imu")
                    .setReason(reason)
                    .setMessage("one of " + times + " messages of inertial samples that are none")
                    .setValue(kept)
                    .setValueSize(text.length())
                    .setKey(ByteString.copyFromUtf8(device))
                    .build();
            platform.exact().send(platform.topics().deadLetters(), device, letter);
        });
    }
}
