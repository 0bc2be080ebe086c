package dev.millrace.gpu.decode;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * The packets of one stream that wait, bounded in bytes. When too many pictures wait, it goes on with the newest keyframe
 * that does: nothing after it needs anything before it. Not thread-safe.
 */
final class PacketQueue {

    private final long bound;
    private final int patience;
    private final ArrayDeque<Waiting> packets = new ArrayDeque<>();
    private long bytes;
    private int pictures;
    private int keyframes;

    /** What comes next, and how many pictures were left out before it. */
    record Next(Waiting waiting, int skipped) {}

    /**
     * @param bound bytes that may wait; the queue says when they do, and is not to be added to
     * @param patience pictures that may wait without any being left out
     */
    PacketQueue(long bound, int patience) {
        this.bound = bound;
        this.patience = patience;
    }

    void add(Waiting packet) {
        packets.add(packet);
        count(packet, 1);
    }

    Optional<Next> next() {
        var skipped = 0;
        if (pictures > patience) {
            while (keyframes > (first().packet().getKeyframe() ? 1 : 0)) {
                var left = remove();
                if (left.isPicture()) skipped++;
            }
        }
        return packets.isEmpty() ? Optional.empty() : Optional.of(new Next(remove(), skipped));
    }

    /** Leaves everything out, and says how many pictures that were. */
    int clear() {
        var left = pictures;
        packets.clear();
        bytes = 0;
        pictures = 0;
        keyframes = 0;
        return left;
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    boolean isFull() {
        return bytes >= bound;
    }

    boolean hasRoom() {
        return bytes <= bound / 2;
    }

    int size() {
        return packets.size();
    }

    int pictures() {
        return pictures;
    }

    long bytes() {
        return bytes;
    }

    /** When the oldest came; now, if nothing waits. */
    long oldestNs(long nowNs) {
        var oldest = packets.peekFirst();
        return oldest == null ? nowNs : oldest.sinceNs();
    }

    private Waiting first() {
        return packets.getFirst();
    }

    private Waiting remove() {
        var packet = packets.removeFirst();
        count(packet, -1);
        return packet;
    }

    private void count(Waiting packet, int sign) {
        bytes += (long) sign * packet.bytes();
        if (packet.isPicture()) pictures += sign;
        if (packet.packet().getKeyframe()) keyframes += sign;
    }
}
