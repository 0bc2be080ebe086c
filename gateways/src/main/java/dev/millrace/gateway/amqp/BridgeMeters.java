package dev.millrace.gateway.amqp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;

/** What one exchange has in one direction. Thread-safe. */
final class BridgeMeters {

    private final MeterRegistry meters;
    private final Tags tags;
    private final Counter messages;
    private final Counter bytes;
    private final Counter own;
    private final Counter repeated;

    BridgeMeters(MeterRegistry meters, Line line) {
        this.meters = meters;
        this.tags = Tags.of(
                "exchange",
                line.exchange(),
                "direction",
                line.direction().name().toLowerCase(Locale.ROOT));
        this.messages = meters.counter("millrace.bridge.messages", tags);
        this.bytes = meters.counter("millrace.bridge.bytes", tags);
        this.own = meters.counter("millrace.bridge.own", tags);
        this.repeated = meters.counter("millrace.bridge.repeated", tags);
    }

    void carried(Tally tally) {
        messages.increment(tally.count());
        bytes.increment(tally.bytes());
    }

    /** A message of this platform came back. */
    void own() {
        own.increment();
    }

    void repeated() {
        repeated.increment();
    }

    void refused(String reason) {
        meters.counter("millrace.bridge.refused", tags.and("reason", reason)).increment();
    }
}
