package dev.millrace.gateway.hub.picture;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What is counted of pictures and who watches them. Thread-safe. */
final class PictureMeters {

    private final AtomicInteger viewers = new AtomicInteger();
    private final Counter sent;
    private final Counter bytes;
    private final Counter dropped;
    private final MeterRegistry registry;

    PictureMeters(MeterRegistry registry) {
        this.registry = registry;
        this.sent = registry.counter("millrace.hub.pictures.sent");
        this.bytes = registry.counter("millrace.hub.pictures.bytes");
        this.dropped = registry.counter("millrace.hub.pictures.dropped");
        registry.gauge("millrace.hub.pictures.viewers", viewers);
    }

    int viewers() {
        return viewers.get();
    }

    void opened() {
        viewers.incrementAndGet();
    }

    void closed() {
        viewers.decrementAndGet();
    }

    void sent(long size) {
        sent.increment();
        bytes.increment(size);
    }

    /** A slow viewer lost a picture, for a newer one. */
    void dropped() {
        dropped.increment();
    }

    /** @param outcome as {@code taken} */
    void snapshot(String outcome) {
        registry.counter("millrace.hub.snapshots", "outcome", outcome).increment();
    }
}
