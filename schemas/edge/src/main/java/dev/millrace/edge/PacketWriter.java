package dev.millrace.edge;

import com.google.protobuf.CodedOutputStream;
import dev.millrace.message.edge.Packet;
import java.util.Map;
import java.util.function.LongConsumer;

/** Writes packets as messages. */
final class PacketWriter {

    private PacketWriter() {}

    static Packet keyframe(Chain chain, Map<Integer, Double> raws) {
        var keyframe = Packet.Keyframe.newBuilder()
                .setEpoch(chain.epoch())
                .setSequence(chain.sequence())
                .setTimeMs(chain.timeMs())
                .setIntervalMs((int) chain.intervalMs());
        for (var signal = 0; signal < chain.tracks().size(); signal++) {
            var track = chain.tracks().get(signal);
            var written = signal(track);
            var raw = raws.get(signal);
            if (raw != null) written.setRaw(raw);
            else if (!track.isAbsent()) written.setUnits(track.units());
            keyframe.addSignals(written);
        }
        return Packet.newBuilder().setKeyframe(keyframe).build();
    }

    static Packet delta(WirePacket.Delta delta) {
        var packet = Packet.newBuilder()
                .addDelta(delta.epoch())
                .addDelta(delta.sequence())
                .addDelta(delta.age());
        return changes(packet, delta.changes(), packet::addDelta);
    }

    static Packet follow(Changes changes) {
        var packet = Packet.newBuilder();
        return changes(packet, changes, packet::addFollow);
    }

    private static Packet changes(Packet.Builder packet, Changes changes, LongConsumer number) {
        if (changes.changed() != 0) {
            number.accept(changes.changed());
            for (var residual : changes.residuals()) number.accept(CodedOutputStream.encodeZigZag64(residual));
        }
        changes.raws().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(raw -> packet.addRawBuilder().setSignal(raw.getKey()).setValue(raw.getValue()));
        return packet.setAbsent(changes.absent()).build();
    }

    private static Packet.Signal.Builder signal(Track track) {
        var channel = track.channel();
        var signal = Packet.Signal.newBuilder()
                .setTolerance(channel.tolerance())
                .setTurn(channel.turn())
                .setPredictorValue(track.predictor().ordinal());
        Quantities.named(channel.name()).ifPresentOrElse(signal::setQuantity, () -> signal.setName(channel.name()));
        return signal;
    }
}
