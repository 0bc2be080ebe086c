package dev.millrace.edge;

import dev.millrace.edge.EdgeReading.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The cloud's side of the closed loop: a state and a packet give a reading and the next state, and nothing else comes in.
 *
 * <p>Every packet that was not seen before gives exactly one reading. One that is missed, or comes out of its order, takes
 * the bounds from what follows until the next keyframe.
 */
public final class EdgeDecoder {

    private EdgeDecoder() {}

    public static Decoding decode(EdgeState state, byte[] bytes) {
        var packet = PacketReader.read(bytes);
        if (packet instanceof WirePacket.Keyframe keyframe) return keyframe(state, keyframe);
        if (packet instanceof WirePacket.Delta delta) return delta(state, delta);
        var text = packet instanceof WirePacket.Malformed malformed ? malformed.text() : "neither keyframe nor delta";
        return new Decoding.Rejected("malformed", text);
    }

    private static Decoding keyframe(EdgeState state, WirePacket.Keyframe keyframe) {
        var chain = keyframe.chain();
        var known = state.of(chain.epoch());
        var ledger = known.map(EdgeState.Epoch::ledger).orElse(Ledger.EMPTY);
        if (isForgotten(state, ledger, chain.epoch(), chain.sequence())) return forgotten(chain.epoch());
        if (ledger.has(chain.sequence())) return new Decoding.Duplicate(chain.epoch(), chain.sequence());
        var isNewest = chain.sequence() > ledger.newest();
        var now = isNewest ? chain : known.orElseThrow().chain();
        var changes = new Changes((1L << chain.tracks().size()) - 1, List.of(), keyframe.raws(), 0);
        var isLate = !isNewest || chain.epoch() < state.epoch();
        return decoded(
                reading(chain, changes, chain.sequence(), chain.timeMs(), true, isLate),
                state.with(new EdgeState.Epoch(now, ledger.with(chain.sequence()))));
    }

    private static Decoding delta(EdgeState state, WirePacket.Delta delta) {
        var known = state.of(delta.epoch());
        var ledger = known.map(EdgeState.Epoch::ledger).orElse(Ledger.EMPTY);
        if (isForgotten(state, ledger, delta.epoch(), delta.sequence())) return forgotten(delta.epoch());
        if (ledger.has(delta.sequence())) return new Decoding.Duplicate(delta.epoch(), delta.sequence());
        var isOld = delta.epoch() < state.epoch();
        if (known.isPresent() && delta.sequence() < ledger.newest()) {
            var chain = known.get().chain();
            return decoded(late(chain, delta), state.with(new EdgeState.Epoch(chain, ledger.with(delta.sequence()))));
        }
        var after =
                known.isPresent() ? known.get().chain().after(delta) : Optional.of(Chain.lost(delta, state.newest()));
        if (after.isEmpty()) {
            return new Decoding.Rejected("impossible", "not by an encoder that stands where this vehicle's does");
        }
        var chain = after.get();
        return decoded(
                reading(chain, delta.changes(), delta.sequence(), chain.timeMs(), false, isOld),
                state.with(new EdgeState.Epoch(chain, ledger.with(delta.sequence()))));
    }

    /** What came after newer ones: its place in the chain is gone, so the newest values stand in. */
    private static EdgeReading late(Chain chain, WirePacket.Delta delta) {
        var isAnchored =
                chain.isAnchorOf(delta) && delta.changes().fits(chain.tracks().size());
        var drifting = new Chain(
                chain.epoch(),
                chain.anchor(),
                chain.anchorTimeMs(),
                chain.intervalMs(),
                delta.sequence(),
                isAnchored ? chain.time(delta) : chain.estimate(delta.sequence()),
                isAnchored ? Trust.ADRIFT : Trust.LOST,
                chain.tracks());
        return reading(drifting, delta.changes(), delta.sequence(), drifting.timeMs(), false, true);
    }

    private static EdgeReading reading(
            Chain chain, Changes changes, long sequence, long timeMs, boolean isKeyframe, boolean isLate) {
        // Upon a keyframe that was missed, changes speak of signals that are not known.
        var raws = chain.trust() == Trust.LOST ? Map.<Integer, Double>of() : changes.raws();
        var values = new ArrayList<EdgeReading.Value>(chain.tracks().size());
        var transmitted = 0;
        for (var signal = 0; signal < chain.tracks().size(); signal++) {
            var track = chain.tracks().get(signal);
            var raw = raws.get(signal);
            if (raw == null && track.isAbsent()) continue;
            if (raw != null || changes.isChanged(signal)) transmitted++;
            values.add(
                    raw == null
                            ? value(track, chain.trust(), changes.isChanged(signal))
                            : new EdgeReading.Value(
                                    track.channel().name(), raw, Provenance.TRANSMITTED, OptionalDouble.of(0)));
        }
        return new EdgeReading(
                chain.epoch(),
                sequence,
                timeMs,
                chain.trust() != Trust.LOST,
                isKeyframe,
                isLate,
                chain.trust() != Trust.SURE,
                transmitted,
                values);
    }

    private static EdgeReading.Value value(Track track, Trust trust, boolean isSent) {
        if (trust != Trust.SURE) {
            return new EdgeReading.Value(
                    track.channel().name(), track.value(), Provenance.DEGRADED, OptionalDouble.empty());
        }
        return new EdgeReading.Value(
                track.channel().name(),
                track.value(),
                isSent ? Provenance.TRANSMITTED : Provenance.PREDICTED,
                OptionalDouble.of(track.channel().bound(track.units())));
    }

    private static boolean isForgotten(EdgeState state, Ledger ledger, long epoch, long sequence) {
        return epoch < state.floor() || ledger.isForgotten(sequence);
    }

    private static Decoding forgotten(long epoch) {
        return new Decoding.Rejected("forgotten", "too old to tell whether it was seen, of epoch " + epoch);
    }

    private static Decoding decoded(EdgeReading reading, EdgeState next) {
        return new Decoding.Decoded(reading, next);
    }
}
