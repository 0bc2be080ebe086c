package dev.millrace.gateway.hub.video;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** What producers sent and what became of it. Thread-safe. */
final class HubMeters {

    private final MeterRegistry meters;
    private final Counter packets;
    private final Counter bytes;
    private final Counter wrongSizes;
    private final Counter supersessions;

    HubMeters(MeterRegistry meters) {
        this.meters = meters;
        this.packets = meters.counter("millrace.hub.packets");
        this.bytes = meters.counter("millrace.hub.packets.bytes");
        this.wrongSizes = meters.counter("millrace.hub.packets.wrong.size");
        this.supersessions = meters.counter("millrace.hub.superseded");
    }

    void received(H264Packet packet) {
        packets.increment();
        bytes.increment(packet.bytes().length);
        if (packet.hasWrongSize()) wrongSizes.increment();
    }

    void rejected(String reason) {
        meters.counter("millrace.hub.packets.rejected", "reason", reason).increment();
    }

    void dropped(Drop reason, int count) {
        if (count > 0) {
            meters.counter(
                            "millrace.hub.packets.dropped",
                            "reason",
                            reason.name().toLowerCase(Locale.ROOT))
                    .increment(count);
        }
    }

    void superseded() {
        supersessions.increment();
    }

    /** Why a good packet of a producer did not reach its stream; in lower case the tag of the counter. */
    enum Drop {
        /** Too many came before the stream had its place. */
        UNPLACED,
        /** Another producer has taken the stream over. */
        SUPERSEDED,
        /** Kafka did not take it. */
        REFUSED,
        /** It needs one that was dropped. */
        AWAITING_KEYFRAME
    }
}
