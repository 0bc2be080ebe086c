package dev.millrace.gateway.hub.video;

import com.google.protobuf.ByteString;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.live.Outboxes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who is connected to this gateway's hub, and what it has seen of each stream. Thread-safe. */
final class Hub {

    private final HubMeters meters;
    private final RejectedPackets rejected;
    private final LegacyMetrics legacy;
    private final StreamStatistics all = new StreamStatistics(System.nanoTime());
    private final Map<String, Production> productions = new ConcurrentHashMap<>();
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger littleEndian = new AtomicInteger();
    private volatile int newestConfigurationBytes;

    Hub(Platform platform, Outboxes outboxes) {
        this.meters = new HubMeters(platform.meters());
        this.rejected = new RejectedPackets(platform);
        this.legacy = new LegacyMetrics(
                platform.meters(),
                this,
                Hub::viewers,
                hub -> hub.all.figures(System.nanoTime()).mbps(),
                hub -> outboxes.dropped(),
                platform.clock().get());
    }

    LegacyMetrics legacy() {
        return legacy;
    }

    HubMeters meters() {
        return meters;
    }

    /** The statistics of a stream that has a producer here, or a further one; to be ended with {@link #left(String)}. */
    StreamStatistics produced(String stream) {
        return productions.compute(
                        stream,
                        (name, known) -> known == null
                                ? new Production(1, new StreamStatistics(System.nanoTime()))
                                : new Production(known.producers + 1, known.statistics))
                .statistics;
    }

    /** A producer of the stream has gone. */
    void left(String stream) {
        productions.computeIfPresent(
                stream,
                (name, known) -> known.producers == 1 ? null : new Production(known.producers - 1, known.statistics));
    }

    /** Of a stream that is produced here. */
    Optional<StreamStatistics.Figures> figures(String stream) {
        return Optional.ofNullable(productions.get(stream))
                .map(production -> production.statistics.figures(System.nanoTime()));
    }

    /** Of all that producers send here, whatever becomes of it. */
    StreamStatistics all() {
        return all;
    }

    void rejected(String stream, Arrived.Rejected rejection, byte[] message) {
        meters.rejected(rejection.reason());
        rejected.sample(stream, rejection, message);
    }

    void joined(Viewer viewer) {
        viewers.add(viewer);
    }

    void left(Viewer viewer) {
        viewers.remove(viewer);
    }

    int viewers() {
        return viewers.size();
    }

    long viewersOf(String stream) {
        return viewers.stream().filter(viewer -> viewer.stream().equals(stream)).count();
    }

    /** These parameter sets are in force on some stream. */
    void configured(ByteString configuration) {
        if (!configuration.isEmpty()) newestConfigurationBytes = configuration.size();
    }

    /** Of the parameter sets seen last on any stream, in bytes; 0 when none were. */
    int configurationBytes() {
        return newestConfigurationBytes;
    }

    void recognisedLittleEndian() {
        littleEndian.incrementAndGet();
    }

    void lostLittleEndian() {
        littleEndian.decrementAndGet();
    }

    /** Connected producers that write their integers in the wrong order. */
    int littleEndian() {
        return littleEndian.get();
    }

    /** A stream's producers here, and what they send. */
    private record Production(int producers, StreamStatistics statistics) {}
}
