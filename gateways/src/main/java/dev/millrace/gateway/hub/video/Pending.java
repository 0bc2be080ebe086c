package dev.millrace.gateway.hub.video;

import dev.millrace.message.video.VideoPacket;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The packets of a stream that has no place yet, bounded in bytes: when full, all go, and so does what comes before
 * the next keyframe. Not thread-safe.
 */
final class Pending {

    private final long bound;
    private final ArrayDeque<VideoPacket.Builder> packets = new ArrayDeque<>();
    private long bytes;
    private boolean isAwaitingKeyframe;

    Pending(long bound) {
        this.bound = bound;
    }

    /** Returns how many packets were dropped, itself included. */
    int add(VideoPacket.Builder packet) {
        if (isAwaitingKeyframe && needsMore(packet)) return 1;
        var size = packet.getData().size();
        var dropped = bytes + size > bound ? clear() : 0;
        if (dropped > 0) isAwaitingKeyframe = true;
        if (isAwaitingKeyframe && needsMore(packet)) return dropped + 1;
        isAwaitingKeyframe &= !packet.getKeyframe();
        packets.add(packet);
        bytes += size;
        return dropped;
    }

    /** Whether a packet is of no use without those before it: neither a keyframe nor parameter sets. */
    static boolean needsMore(VideoPacket.Builder packet) {
        return !packet.getKeyframe() && packet.getKind() != VideoPacket.Kind.KIND_CONFIGURATION;
    }

    /** Everything, in order; holds nothing afterwards. */
    List<VideoPacket.Builder> take() {
        var all = List.copyOf(packets);
        clear();
        return all;
    }

    int clear() {
        var count = packets.size();
        packets.clear();
        bytes = 0;
        return count;
    }

    long bytes() {
        return bytes;
    }
}
