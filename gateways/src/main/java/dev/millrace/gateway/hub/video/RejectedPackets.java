package dev.millrace.gateway.hub.video;

import com.google.protobuf.ByteString;
import dev.millrace.gateway.Platform;
import dev.millrace.message.dead.DeadLetter;
import dev.millrace.part.LogThrottle;
import dev.millrace.topic.RecordLimits;
import dev.millrace.topic.Stamp;

/** A sample, one a second, of the messages that are no packets, for people to look at later. Thread-safe. */
final class RejectedPackets {

    private final Platform platform;
    private final LogThrottle throttle = new LogThrottle();

    RejectedPackets(Platform platform) {
        this.platform = platform;
    }

    void sample(String stream, Arrived.Rejected rejection, byte[] message) {
        throttle.log(times -> {
            var kept = Math.min(message.length, RecordLimits.DEAD_LETTER_BYTES);
            var letter = Stamp.received(StreamDirectory.nanos(platform.clock().get()))
                    .on(DeadLetter.newBuilder())
                    .setService("hub")
                    .setStep("read-packet")
                    .setReason(rejection.reason())
                    .setMessage("one of " + times + " messages of a video producer that are no packets")
                    .setValue(ByteString.copyFrom(message, 0, kept))
                    .setValueSize(message.length)
                    .setKey(ByteString.copyFromUtf8(stream))
                    .build();
            platform.exact().send(platform.topics().deadLetters(), stream, letter);
        });
    }
}
