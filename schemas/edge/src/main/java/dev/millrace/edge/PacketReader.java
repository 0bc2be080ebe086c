package dev.millrace.edge;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.message.edge.Packet;
import dev.millrace.message.edge.Packet.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/** Reads any bytes as a packet, or says why they are none. */
final class PacketReader {

    private static final long MOST_TIME = 1L << 53;

    private PacketReader() {}

    static WirePacket read(byte[] bytes) {
        try {
            return read(Packet.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            return new WirePacket.Malformed("not a millrace.edge.v1.Packet");
        }
    }

    static WirePacket read(Packet packet) {
        var kinds = (packet.hasKeyframe() ? 1 : 0)
                + (packet.getDeltaCount() > 0 ? 1 : 0)
                + (packet.getFollowCount() > 0 ? 1 : 0);
        if (kinds > 1) return new WirePacket.Malformed("more than one of keyframe, delta and follow");
        if (packet.hasKeyframe()) {
            return packet.getRawCount() > 0 || packet.getAbsent() != 0
                    ? new WirePacket.Malformed("a keyframe says itself what is raw or absent")
                    : keyframe(packet.getKeyframe());
        }
        return packet.getDeltaCount() > 0 ? delta(packet) : follow(packet, packet.getFollowList());
    }

    private static WirePacket delta(Packet packet) {
        if (packet.getDeltaCount() < 3) return new WirePacket.Malformed("a delta begins with epoch, sequence and age");
        var epoch = packet.getDelta(0);
        var sequence = packet.getDelta(1);
        var age = packet.getDelta(2);
        if (!isCount(epoch) || epoch == 0 || !isCount(sequence)) return new WirePacket.Malformed("no such place");
        if (age < 1 || age > sequence || age > WirePacket.OLDEST) return new WirePacket.Malformed("no such age");
        var rest = follow(packet, packet.getDeltaList().subList(3, packet.getDeltaCount()));
        return rest instanceof WirePacket.Follow follow
                ? new WirePacket.Delta(epoch, sequence, age, follow.changes())
                : rest;
    }

    private static WirePacket follow(Packet packet, List<Long> numbers) {
        long changed = numbers.isEmpty() ? 0 : numbers.get(0);
        var residuals = new ArrayList<Long>(Math.max(0, numbers.size() - 1));
        for (var number : numbers.subList(Math.min(1, numbers.size()), numbers.size())) {
            var residual = CodedInputStream.decodeZigZag64(number);
            if (Math.abs(residual) > MOST_TIME || residual == Long.MIN_VALUE) {
                return new WirePacket.Malformed("a residual is out of range");
            }
            residuals.add(residual);
        }
        if (Long.bitCount(changed) != residuals.size())
            return new WirePacket.Malformed("not a residual for each change");
        var raws = new HashMap<Integer, Double>();
        for (var raw : packet.getRawList()) {
            var isOf = raw.getSignal() >= 0 && raw.getSignal() < WirePacket.MOST_SIGNALS;
            if (!isOf || !Double.isFinite(raw.getValue())) return new WirePacket.Malformed("a raw value is none");
            if (raws.put(raw.getSignal(), raw.getValue()) != null) return new WirePacket.Malformed("raw twice");
        }
        var changes = new Changes(changed, residuals, raws, packet.getAbsent());
        return isOrdered(changes) ? new WirePacket.Follow(changes) : new WirePacket.Malformed("said in two ways");
    }

    private static boolean isOrdered(Changes changes) {
        return (changes.changed() & changes.absent()) == 0
                && changes.changed() >>> WirePacket.MOST_SIGNALS + 1 == 0
                && changes.raws().keySet().stream()
                        .noneMatch(signal -> changes.isChanged(signal) || changes.isAbsent(signal));
    }

    private static WirePacket keyframe(Packet.Keyframe keyframe) {
        var isPlaced = isCount(keyframe.getEpoch()) && keyframe.getEpoch() > 0 && isCount(keyframe.getSequence());
        if (!isPlaced) return new WirePacket.Malformed("no such place");
        if (Math.abs(keyframe.getTimeMs()) > MOST_TIME || keyframe.getTimeMs() == Long.MIN_VALUE) {
            return new WirePacket.Malformed("no such time");
        }
        if (keyframe.getIntervalMs() < 0) return new WirePacket.Malformed("no such interval");
        if (keyframe.getSignalsCount() > WirePacket.MOST_SIGNALS) return new WirePacket.Malformed("too many signals");
        var tracks = new ArrayList<Track>();
        var raws = new HashMap<Integer, Double>();
        var names = new HashSet<String>();
        for (var signal : keyframe.getSignalsList()) {
            var name = name(signal);
            if (!isSound(signal, name) || !names.add(name)) return new WirePacket.Malformed("no such signal");
            if (signal.hasRaw()) raws.put(tracks.size(), signal.getRaw());
            tracks.add(track(signal, name));
        }
        return new WirePacket.Keyframe(chain(keyframe, tracks), raws);
    }

    private static Chain chain(Packet.Keyframe keyframe, List<Track> tracks) {
        return new Chain(
                keyframe.getEpoch(),
                keyframe.getSequence(),
                keyframe.getTimeMs(),
                keyframe.getIntervalMs(),
                keyframe.getSequence(),
                keyframe.getTimeMs(),
                Trust.SURE,
                tracks);
    }

    private static Track track(Packet.Signal signal, String name) {
        return Track.at(
                new Channel(name, signal.getTolerance(), signal.getTurn()),
                signal.getPredictor() == Packet.Predictor.PREDICTOR_LINEAR ? Predictor.LINEAR : Predictor.HOLD,
                signal.getUnits(),
                !signal.hasUnits() && !signal.hasRaw());
    }

    private static boolean isSound(Packet.Signal signal, String name) {
        return Channel.isName(name)
                && Channel.isSound(signal.getTolerance(), signal.getTurn())
                && signal.getPredictor() != Packet.Predictor.UNRECOGNIZED
                && !(signal.hasUnits() && signal.hasRaw())
                && (!signal.hasRaw() || Double.isFinite(signal.getRaw()))
                && isFit(signal);
    }

    private static boolean isFit(Packet.Signal signal) {
        return signal.getTurn() > 0
                ? signal.getUnits() >= 0 && signal.getUnits() < signal.getTurn()
                : signal.getUnits() >= -Channel.LARGEST && signal.getUnits() <= Channel.LARGEST;
    }

    /** A quantity of a later version keeps its number for a name. */
    private static String name(Packet.Signal signal) {
        if (signal.getQuantity() == Quantity.QUANTITY_UNSPECIFIED) return signal.getName();
        return Quantities.name(signal.getQuantityValue());
    }

    private static boolean isCount(long number) {
        return number >= 0 && number < WirePacket.LARGEST;
    }
}
