package dev.millrace.edge;

import dev.millrace.message.edge.DecoderState;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads a decoder's state as a message. */
final class StateFormat {

    private StateFormat() {}

    static DecoderState write(EdgeState state) {
        var message = DecoderState.newBuilder().setFloor(state.floor());
        for (var epoch : state.epochs()) message.addEpochs(write(epoch));
        return message.build();
    }

    static EdgeState read(DecoderState message) {
        return new EdgeState(
                message.getFloor(),
                message.getEpochsList().stream().map(StateFormat::read).toList());
    }

    static DecoderState.Epoch.Builder write(EdgeState.Epoch epoch) {
        var chain = epoch.chain();
        var message = DecoderState.Epoch.newBuilder()
                .setEpoch(chain.epoch())
                .setAnchor(chain.anchor())
                .setAnchorTimeMs(chain.anchorTimeMs())
                .setIntervalMs((int) chain.intervalMs())
                .setSequence(chain.sequence())
                .setTimeMs(chain.timeMs())
                .setTrustValue(chain.trust().ordinal())
                .setFloor(epoch.ledger().floor());
        for (var track : chain.tracks()) message.addTracks(write(track));
        for (var range : epoch.ledger().missing())
            message.addMissing(range.first()).addMissing(range.last());
        return message;
    }

    private static EdgeState.Epoch read(DecoderState.Epoch message) {
        var chain = new Chain(
                message.getEpoch(),
                message.getAnchor(),
                message.getAnchorTimeMs(),
                message.getIntervalMs(),
                message.getSequence(),
                message.getTimeMs(),
                Trust.values()[message.getTrustValue()],
                message.getTracksList().stream().map(StateFormat::read).toList());
        return new EdgeState.Epoch(
                chain, new Ledger(message.getFloor(), message.getSequence(), ranges(message.getMissingList())));
    }

    private static List<Ledger.Range> ranges(List<Long> ends) {
        var ranges = new ArrayList<Ledger.Range>(ends.size() / 2);
        for (var i = 0; i + 1 < ends.size(); i += 2) ranges.add(new Ledger.Range(ends.get(i), ends.get(i + 1)));
        return ranges;
    }

    private static DecoderState.Track.Builder write(Track track) {
        return DecoderState.Track.newBuilder()
                .setName(track.channel().name())
                .setTolerance(track.channel().tolerance())
                .setTurn(track.channel().turn())
                .setLinear(track.predictor() == Predictor.LINEAR)
                .setUnits(track.units())
                .setBack(track.before() - track.units())
                .setAbsent(track.isAbsent());
    }

    private static Track read(DecoderState.Track message) {
        return new Track(
                new Channel(message.getName(), message.getTolerance(), message.getTurn()),
                message.getLinear() ? Predictor.LINEAR : Predictor.HOLD,
                message.getUnits(),
                message.getUnits() + message.getBack(),
                message.getAbsent());
    }
}
