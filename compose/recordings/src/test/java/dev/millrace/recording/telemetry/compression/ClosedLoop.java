package dev.millrace.recording.telemetry.compression;

import dev.millrace.edge.Decoding;
import dev.millrace.edge.EdgeBatch;
import dev.millrace.edge.EdgeDecoder;
import dev.millrace.edge.EdgeEncoder;
import dev.millrace.edge.EdgeState;
import java.util.ArrayList;
import java.util.OptionalLong;

/** Ours: as it is on the wire, with its keyframes, and decoded from that. */
final class ClosedLoop implements Method {

    @Override
    public String title() {
        return "closed loop";
    }

    @Override
    public Sent send(Series series) {
        var encoder = new EdgeEncoder(EdgeEncoder.Settings.of(series.channels()), 1);
        var state = EdgeState.NEW;
        var shown = new double[series.values().length][series.length()];
        var packets = new ArrayList<byte[]>();
        for (var i = 0; i < series.length(); i++) {
            var packet = encoder.encode(series.times()[i], series.at(i));
            var decoded = (Decoding.Decoded) EdgeDecoder.decode(state, packet);
            for (var signal = 0; signal < shown.length; signal++) {
                shown[signal][i] = decoded.reading().values().get(signal).value();
            }
            packets.add(packet);
            state = decoded.next();
        }
        var alone = packets.stream().mapToLong(packet -> packet.length).sum();
        return new Sent(OptionalLong.of(alone), EdgeBatch.join("", packets).length, shown);
    }
}
