package dev.millrace.edge;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.message.edge.PacketBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Packets of one vehicle sent together: most of them leave out where they belong, because the one before tells. */
public sealed interface EdgeBatch {

    /** Readings in one batch at most. */
    int MOST_PACKETS = 10_000;

    /**
     * @param deviceId the VIN; empty when the batch does not say
     * @param packets each standing by itself, oldest first
     */
    record Packets(String deviceId, List<byte[]> packets) implements EdgeBatch {
        public Packets {
            packets = List.copyOf(packets);
        }
    }

    record Malformed(String text) implements EdgeBatch {}

    /** Takes a batch apart, whole or not at all. */
    static EdgeBatch split(byte[] body) {
        PacketBatch batch;
        try {
            batch = PacketBatch.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            return new Malformed("not a millrace.edge.v1.PacketBatch");
        }
        if (batch.getPacketsCount() > MOST_PACKETS) return new Malformed("more than " + MOST_PACKETS + " packets");
        var packets = new ArrayList<byte[]>(batch.getPacketsCount());
        var before = Optional.<Place>empty();
        for (var bytes : batch.getPacketsList()) {
            var packet = PacketReader.read(bytes.toByteArray());
            if (packet instanceof WirePacket.Follow follow && before.isPresent()) {
                packet = before.get().follow(follow.changes());
                bytes = PacketWriter.delta((WirePacket.Delta) packet).toByteString();
            }
            before = Place.of(packet);
            if (before.isEmpty()) return new Malformed("packet " + packets.size() + " " + flaw(packet));
            packets.add(bytes.toByteArray());
        }
        return new Packets(batch.getDeviceId(), packets);
    }

    /** Puts packets, oldest first, together. */
    static byte[] join(String deviceId, List<byte[]> packets) {
        var batch = PacketBatch.newBuilder().setDeviceId(deviceId);
        var before = Optional.<Place>empty();
        for (var bytes : packets) {
            var packet = PacketReader.read(bytes);
            var isNext = packet instanceof WirePacket.Delta delta
                    && before.map(place -> place.follow(delta.changes()).equals(delta))
                            .orElse(false);
            batch.addPackets(
                    isNext
                            ? PacketWriter.follow(((WirePacket.Delta) packet).changes())
                                    .toByteString()
                            : ByteString.copyFrom(bytes));
            before = Place.of(packet);
        }
        return batch.build().toByteArray();
    }

    private static String flaw(WirePacket packet) {
        return packet instanceof WirePacket.Malformed malformed ? "is " + malformed.text() : "follows nothing";
    }

    /** Where a packet belongs. */
    record Place(long epoch, long sequence, long age) {

        static Optional<Place> of(WirePacket packet) {
            if (packet instanceof WirePacket.Keyframe keyframe) {
                return Optional.of(
                        new Place(keyframe.chain().epoch(), keyframe.chain().sequence(), 0));
            }
            return packet instanceof WirePacket.Delta delta
                    ? Optional.of(new Place(delta.epoch(), delta.sequence(), delta.age()))
                    : Optional.empty();
        }

        WirePacket.Delta follow(Changes changes) {
            return new WirePacket.Follow(changes).after(epoch, sequence, age);
        }
    }
}
