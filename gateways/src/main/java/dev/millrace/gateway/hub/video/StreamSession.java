package dev.millrace.gateway.hub.video;

import dev.millrace.gateway.hub.video.HubMeters.Drop;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.message.video.VideoStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One producer's session on a stream: keeps packets until the stream has its place, writes them, stops when another
 * producer has taken the stream over, and wants it back when that one has gone or fallen silent. Thread-safe.
 */
final class StreamSession {

    private static final long PENDING_BYTES = 8 << 20;

    private final String stream;
    private final String id;
    private final StreamDirectory directory;
    private final HubMeters meters;
    private final StreamStatistics statistics;
    private final Pending pending = new Pending(PENDING_BYTES);
    private @Nullable StreamWriter writer;
    private VideoPacket.@Nullable Builder last;
    /** Of whoever has taken the stream over. */
    private @Nullable OwnerWatch owner;

    private boolean isSuperseded;
    private boolean isSeeking;
    private boolean isVacant = true;
    /** Sequences: of the newest keyframe, and of the newest packet that was lost; one from then on needs a keyframe. */
    private long keyframe;

    private final AtomicLong lost = new AtomicLong(-1);

    StreamSession(String stream, String id, StreamDirectory directory, HubMeters meters, StreamStatistics statistics) {
        this.stream = stream;
        this.id = id;
        this.directory = directory;
        this.meters = meters;
        this.statistics = statistics;
    }

    String stream() {
        return stream;
    }

    String id() {
        return id;
    }

    StreamStatistics statistics() {
        return statistics;
    }

    /** Completes when the packet is off this gateway's hands: written, waiting within bounds, or dropped. */
    synchronized CompletionStage<?> offer(VideoPacket.Builder packet) {
        if (isSuperseded && !isSeeking) {
            lost(packet.getSequence());
            return dropped(Drop.SUPERSEDED, 1);
        }
        if (packet.getKeyframe()) keyframe = packet.getSequence();
        if (lost.get() >= keyframe && Pending.needsMore(packet)) return dropped(Drop.AWAITING_KEYFRAME, 1);
        if (writer == null || isSuperseded) return dropped(Drop.UNPLACED, pending.add(packet));
        return write(writer, packet);
    }

    /** Whether a place is to be asked for now: there is a packet for it, and nobody else is known to have it. */
    synchronized boolean seeks() {
        var isSilent = owner != null && owner.isSilent() && !isSeeking;
        if (!isVacant && !isSilent) return false;
        isVacant = false;
        isSeeking = true;
        return true;
    }

    /** Whether a place has been asked for that is not known yet. */
    synchronized boolean isSeeking() {
        return isSeeking;
    }

    /** The stream's state has changed: this session has its place, or another has it now. */
    synchronized void onState(VideoStream state) {
        if (writer != null && state.getSessionEpoch() <= writer.epoch()) return;
        if (state.getSessionId().equals(id)) {
            if (state.getOpen()) place(directory.writer(stream, state));
        } else if (writer != null) {
            if (!isSuperseded) meters.superseded();
            isSuperseded = true;
            isVacant = !state.getOpen() && !isSeeking;
            watchAgain(last == null ? directory.watch(stream, state) : null);
        }
    }

    /** No packet follows. What waits is still written when the stream has its place. */
    synchronized void end(VideoPacket.Builder endOfStream) {
        if (last != null) return;
        last = endOfStream;
        watchAgain(null);
        if (writer != null && !isSuperseded) finish(writer, endOfStream);
    }

    synchronized boolean isEnded() {
        return last != null;
    }

    /** The stream will have no place. */
    synchronized void abandon() {
        isSeeking = false;
        watchAgain(null);
        dropped(Drop.UNPLACED, pending.clear());
    }

    /** Whether the stream is this session's. */
    synchronized boolean isOwner() {
        return writer != null && !isSuperseded;
    }

    private void place(StreamWriter place) {
        writer = place;
        isSuperseded = false;
        isSeeking = false;
        watchAgain(null);
        pending.take().forEach(packet -> write(place, packet));
        if (last != null) finish(place, last);
    }

    private void watchAgain(@Nullable OwnerWatch next) {
        if (owner != null) owner.close();
        owner = next;
    }

    private CompletionStage<?> write(StreamWriter to, VideoPacket.Builder packet) {
        var sentNs = System.nanoTime();
        var sequence = packet.getSequence();
        return to.write(packet).whenComplete((at, failure) -> {
            if (failure == null) statistics.acknowledged(sentNs, System.nanoTime());
            else refused(sequence);
        });
    }

    private void finish(StreamWriter at, VideoPacket.Builder endOfStream) {
        at.write(endOfStream);
        directory.close(this, at.epoch());
    }

    /** Without the monitor, since it is called on the producer's thread, for which a sender may wait. */
    private void refused(long sequence) {
        lost(sequence);
        dropped(Drop.REFUSED, 1);
    }

    private void lost(long sequence) {
        lost.accumulateAndGet(sequence, Math::max);
    }

    private CompletionStage<?> dropped(Drop reason, int count) {
        meters.dropped(reason, count);
        statistics.dropped(count);
        return CompletableFuture.completedStage(null);
    }
}
