package dev.millrace.gateway.hub.control;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What pilots said and what became of it. Thread-safe. */
final class ControlMeters {

    /** A client's time that is farther off is no measurement. */
    private static final Duration PLAUSIBLE = Duration.ofHours(1);

    private final MeterRegistry meters;
    private final Counter delivered;
    private final Timer latency;

    ControlMeters(MeterRegistry meters) {
        this.meters = meters;
        this.delivered = meters.counter("millrace.hub.control.delivered");
        this.latency = meters.timer("millrace.hub.control.latency");
    }

    void received(String type) {
        meters.counter("millrace.hub.control.commands", "type", type).increment();
    }

    /** Read and not understood, or not meant for us. */
    void ignored(String reason) {
        meters.counter("millrace.hub.control.ignored", "reason", reason).increment();
    }

    /** A command that goes no further. */
    void ended(String reason) {
        meters.counter("millrace.hub.control.undelivered", "reason", reason).increment();
    }

    void delivered(int sockets) {
        delivered.increment(sockets);
    }

    /** @param sentNs by the pilot's own clock */
    void sent(long sentNs, long receivedNs) {
        var took = receivedNs - sentNs;
        if (sentNs > 0 && took >= 0 && took < PLAUSIBLE.toNanos()) latency.record(Duration.ofNanos(took));
    }
}
