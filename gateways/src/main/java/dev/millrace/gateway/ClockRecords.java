package dev.millrace.gateway;

import dev.millrace.gateway.clock.Measurement;
import dev.millrace.gateway.live.Intake;
import dev.millrace.message.clock.ClockOffset;
import dev.millrace.topic.Key;
import dev.millrace.topic.Stamp;
import dev.millrace.topic.Topics;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What was measured of this gateway's clock, as records of {@code clock.offsets}. Thread-safe. */
final class ClockRecords {

    private final String instance;
    private final Topics topics;
    private final Intake exact;
    private final AtomicLong sequence = new AtomicLong();

    ClockRecords(String instance, Topics topics, Intake exact) {
        this.instance = instance;
        this.topics = topics;
        this.exact = exact;
    }

    void ntp(String server, Measurement measurement, boolean isInForce) {
        var now = Instant.now();
        var localNs = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        var uncertainty = measurement.roundTripNs() / 2 + measurement.inherentNs();
        var offset = Stamp.received(localNs)
                .deviceTime(localNs, 1, "epoch")
                .clockOffset(measurement.offsetNs(), uncertainty)
                .capturedAt(localNs + measurement.offsetNs())
                .session(instance, 0, sequence.getAndIncrement())
                .on(ClockOffset.newBuilder())
                .setOffsetNs(measurement.offsetNs())
                .setUncertaintyNs(uncertainty)
                .setRoundTripNs(measurement.roundTripNs())
                .setMethod("ntp")
                .setReference(server)
                .setInForce(isInForce)
                .build();
        exact.send(topics.clockOffsets(), Key.join("gateway", Key.of(instance).orElse("unnamed")), offset);
    }
}
