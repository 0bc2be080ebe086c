package dev.millrace.gateway.hub.video;

import com.google.protobuf.ByteString;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who is connected to this gateway's hub, and what it has seen of each stream. Thread-safe. */
final class Hub {

    private final HubMeters meters;
    private final RejectedPackets rejected;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger littleEndian = new AtomicInteger();
    private volatile int newestConfigurationBytes;

    Hub(HubMeters meters, RejectedPackets rejected) {
        this.meters = meters;
        this.rejected = rejected;
    }

    HubMeters meters() {
        return meters;
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
}
