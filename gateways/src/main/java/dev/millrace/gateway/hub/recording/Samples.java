package dev.millrace.gateway.hub.recording;

import com.google.protobuf.ByteString;
import dev.millrace.message.video.VideoPacket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes pictures of a stream's packets, from a keyframe on and after each loss from the next, each at its time: by the
 * device's clock where that goes on evenly, else as the platform received them. For one thread at a time.
 *
 * <p>A picture that grows beyond {@value #LARGEST} bytes counts as lost.
 */
final class Samples {

    static final int LARGEST = 32 << 20;

    /** A device whose clock makes a larger step is not believed about it. */
    private static final long LONGEST_STEP_NS = TimeUnit.SECONDS.toNanos(2);

    /** Pictures are at least so far apart that a player can tell them apart. */
    private static final long SHORTEST_STEP_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private @Nullable VideoPacket head;
    private @Nullable VideoPacket last;
    private ByteString data = ByteString.EMPTY;
    private ByteString pending = ByteString.EMPTY;
    private long atNs;
    private long newestEpoch = Long.MIN_VALUE;
    private boolean isAwaitingKeyframe = true;
    private String session = "";
    private long sequence;

    /** The picture that is complete with this packet. */
    Optional<Sample> add(VideoPacket packet) {
        if (packet.getSessionEpoch() < newestEpoch) return Optional.empty();
        newestEpoch = packet.getSessionEpoch();
        var isNext = packet.getSessionId().equals(session) && packet.getSequence() == sequence + 1;
        session = packet.getSessionId();
        sequence = packet.getSequence();
        isAwaitingKeyframe |= !isNext;
        if (packet.getEndOfStream()) return finish();
        if (packet.getKind() == VideoPacket.Kind.KIND_CONFIGURATION) {
            pending = packet.getData();
            return Optional.empty();
        }
        if (packet.getStartsPicture()) return packet.getKeyframe() || !isAwaitingKeyframe ? begin(packet) : finish();
        if (head != null && !isAwaitingKeyframe) goOn(packet.getData());
        return Optional.empty();
    }

    private void goOn(ByteString more) {
        if (data.size() + more.size() <= LARGEST) {
            data = data.concat(more);
            return;
        }
        head = null;
        data = ByteString.EMPTY;
        isAwaitingKeyframe = true;
    }

    /** The last one. */
    Optional<Sample> finish() {
        var complete = sample();
        head = null;
        return complete;
    }

    private Optional<Sample> begin(VideoPacket packet) {
        isAwaitingKeyframe = false;
        var complete = sample();
        if (last != null) atNs += step(last, packet);
        head = packet;
        last = packet;
        data = packet.getKeyframe() ? packet.getData() : pending.concat(packet.getData());
        pending = ByteString.EMPTY;
        return complete;
    }

    private Optional<Sample> sample() {
        var first = head;
        if (first == null) return Optional.empty();
        return Optional.of(new Sample(data, first.getConfiguration(), first.getKeyframe(), atNs));
    }

    private static long step(VideoPacket before, VideoPacket after) {
        var received = Math.max(0, after.getReceivedNs() - before.getReceivedNs());
        var isOneClock = before.getSessionId().equals(after.getSessionId()) && after.getDeviceTickNs() > 0;
        var ticks = after.getDeviceTime() - before.getDeviceTime();
        var isEven = isOneClock && ticks > 0 && ticks < LONGEST_STEP_NS / after.getDeviceTickNs();
        return Math.max(SHORTEST_STEP_NS, isEven ? ticks * after.getDeviceTickNs() : received);
    }
}
