package dev.millrace.gateway.hub.device;

import com.google.protobuf.ByteString;
import dev.millrace.gateway.Platform;
import dev.millrace.message.dead.DeadLetter;
import dev.millrace.part.LogThrottle;
import dev.millrace.topic.RecordLimits;
import dev.millrace.topic.Stamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What devices sent that cannot be taken: counted by reason, and of each reason one a second kept as a dead letter for
 * people to look at. Thread-safe.
 */
public final class RejectedMessages {

    private static final String COUNTER = "millrace.hub.messages.rejected";

    private final Platform platform;
    private final Map<String, LogThrottle> throttles = new ConcurrentHashMap<>();

    public RejectedMessages(Platform platform) {
        this.platform = platform;
    }

    /**
     * @param step that refused it, as {@code read-frame}
     * @param reason a closed word
     */
    public void reject(DeviceSession session, String step, String reason, String message) {
        reject(session, step, reason, message.getBytes(StandardCharsets.UTF_8));
    }

    /** As for text. */
    public void reject(DeviceSession session, String step, String reason, byte[] message) {
        platform.meters().counter(COUNTER, "step", step, "reason", reason).increment();
        throttles
                .computeIfAbsent(step + "/" + reason, absent -> new LogThrottle())
                .log(times -> keep(session, step, reason, message, times));
    }

    private void keep(DeviceSession session, String step, String reason, byte[] message, long times) {
        var kept = Math.min(message.length, RecordLimits.DEAD_LETTER_BYTES);
        var letter = Stamp.received(nanos(platform.clock().get()))
                .session(session.id(), 0, 0)
                .principal(session.principal())
                .on(DeadLetter.newBuilder())
                .setService("hub")
                .setStep(step)
                .setReason(reason)
                .setMessage("one of " + times + " messages of devices")
                .setValue(ByteString.copyFrom(message, 0, kept))
                .setValueSize(message.length)
                .setKey(ByteString.copyFromUtf8(session.device()))
                .build();
        platform.exact().send(platform.topics().deadLetters(), session.device(), letter);
    }

    static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}
