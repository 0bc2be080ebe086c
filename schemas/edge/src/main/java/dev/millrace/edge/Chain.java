package dev.millrace.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an encoder and its decoder both hold of one epoch: equal, bit for bit, as long as the decoder is sure.
 *
 * @param anchor sequence of the keyframe that deltas build upon
 * @param sequence of the newest reading
 * @param timeMs of the newest reading; an estimate once the chain is lost, 0 when nothing is known
 */
record Chain(
        long epoch,
        long anchor,
        long anchorTimeMs,
        long intervalMs,
        long sequence,
        long timeMs,
        Trust trust,
        List<Track> tracks) {

    Chain {
        tracks = List.copyOf(tracks);
    }

    /** Of an epoch whose beginning was missed: what was known of the vehicle before is all there is to show. */
    static Chain lost(WirePacket.Delta delta, Optional<Chain> before) {
        var interval = before.map(Chain::intervalMs).orElse(0L);
        return new Chain(
                delta.epoch(),
                delta.anchor(),
                0,
                interval,
                delta.sequence(),
                before.map(chain -> chain.timeMs + interval).orElse(0L),
                Trust.LOST,
                before.map(Chain::tracks).orElse(List.of()));
    }

    /** Whether the delta builds upon the keyframe that this chain has. */
    boolean isAnchorOf(WirePacket.Delta delta) {
        return trust != Trust.LOST && delta.epoch() == epoch && delta.anchor() == anchor;
    }

    /** After a newer delta; empty when the delta cannot be of this chain's encoder. */
    Optional<Chain> after(WirePacket.Delta delta) {
        if (!isAnchorOf(delta)) return Optional.of(at(delta, estimate(delta.sequence()), Trust.LOST, tracks));
        if (!delta.changes().fits(tracks.size())) return Optional.empty();
        var isSure = trust == Trust.SURE && delta.sequence() == sequence + 1;
        var moved = new ArrayList<Track>(tracks.size());
        for (var signal = 0; signal < tracks.size(); signal++) {
            var track = tracks.get(signal);
            var after = moved(track, signal, delta.changes());
            // One that has missed deltas may be led anywhere; it stays where it is.
            if (after.isEmpty() && isSure) return Optional.empty();
            moved.add(after.orElse(track));
        }
        return Optional.of(at(delta, time(delta), isSure ? Trust.SURE : Trust.ADRIFT, moved));
    }

    private static Optional<Track> moved(Track track, int signal, Changes changes) {
        if (changes.isAbsent(signal)) return Optional.of(track.absent(true));
        if (changes.raws().containsKey(signal)) return Optional.of(track.absent(false));
        if (track.isAbsent() && !changes.isChanged(signal)) return Optional.of(track);
        return track.moved(changes.residual(signal));
    }

    private Chain at(WirePacket.Delta delta, long time, Trust now, List<Track> moved) {
        return new Chain(epoch, anchor, anchorTimeMs, intervalMs, delta.sequence(), time, now, moved);
    }

    /** When the reading of a delta upon this chain's keyframe was taken. */
    long time(WirePacket.Delta delta) {
        return expectedTime(delta.age()) + delta.changes().residual(tracks.size());
    }

    long expectedTime(long age) {
        return anchorTimeMs + age * intervalMs;
    }

    /** When a reading was taken of which nothing is known but its place. */
    long estimate(long at) {
        var apart = Math.max(-WirePacket.OLDEST, Math.min(WirePacket.OLDEST, at - sequence));
        var time = timeMs + apart * intervalMs;
        return timeMs == 0 ? 0 : Math.max(-WirePacket.LARGEST, Math.min(WirePacket.LARGEST, time));
    }
}
