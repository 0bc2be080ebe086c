package dev.millrace.edge;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.message.telemetry.CompressedTelemetry.Format;
import dev.millrace.message.tesla.CompressedVehicleData;
import dev.millrace.message.tesla.TelemetryBatch;
import dev.millrace.message.tesla.VehicleData;
import java.util.ArrayList;
import java.util.List;

/** What the bytes that a vehicle sent are: packets, or something that is none. Reads any bytes. */
public sealed interface Arrival {

    /** The media type of a closed-loop packet, and of a batch of them. */
    String CLOSED_LOOP = "application/vnd.millrace.telemetry.v1+protobuf";

    /** To whom a packet belongs that does not say. */
    String DEFAULT_VIN = "5YJ3E1EA1KF000001";

    /** @param message all but its head */
    record Packet(CompressedTelemetry message) implements Arrival {}

    /**
     * @param deviceId the VIN; empty when the batch does not say
     * @param messages all but their heads, oldest first
     */
    record Batch(String deviceId, List<CompressedTelemetry> messages) implements Arrival {
        public Batch {
            messages = List.copyOf(messages);
        }
    }

    /** @param text as the legacy server's parser said it, where the bytes are of its messages */
    record Malformed(String text) implements Arrival {}

    /** One {@code tesla.CompressedVehicleData}; bytes of no length are one that says nothing. */
    static Arrival compressed(byte[] body) {
        try {
            return finite(LegacyPackets.compressed(CompressedVehicleData.parseFrom(body)), ByteString.copyFrom(body));
        } catch (InvalidProtocolBufferException e) {
            return new Malformed("Error parsing message with type 'tesla.CompressedVehicleData'");
        }
    }

    /** One {@code tesla.VehicleData}. */
    static Arrival full(byte[] body) {
        try {
            return finite(LegacyPackets.full(VehicleData.parseFrom(body)), ByteString.copyFrom(body));
        } catch (InvalidProtocolBufferException e) {
            return new Malformed("Error parsing message with type 'tesla.VehicleData'");
        }
    }

    /** One {@code tesla.TelemetryBatch}; whole or not at all. */
    static Arrival fullBatch(byte[] body) {
        try {
            var batch = TelemetryBatch.parseFrom(body);
            if (batch.getRecordsCount() > EdgeBatch.MOST_PACKETS) {
                return new Malformed("more than " + EdgeBatch.MOST_PACKETS + " records");
            }
            var messages = new ArrayList<CompressedTelemetry>(batch.getRecordsCount());
            for (var data : batch.getRecordsList()) {
                var packet = finite(LegacyPackets.full(data), data.toByteString());
                if (!(packet instanceof Packet read)) return packet;
                messages.add(read.message());
            }
            return new Batch(batch.getDeviceId(), messages);
        } catch (InvalidProtocolBufferException e) {
            return new Malformed("Error parsing message with type 'tesla.TelemetryBatch'");
        }
    }

    /** One {@code millrace.edge.v1.Packet} that stands by itself. */
    static Arrival closedLoop(byte[] body) {
        var packet = PacketReader.read(body);
        if (packet instanceof WirePacket.Malformed malformed) return new Malformed(malformed.text());
        return packet instanceof WirePacket.Follow
                ? new Malformed("neither keyframe nor delta")
                : new Packet(closedLoopMessage(body));
    }

    /** One {@code millrace.edge.v1.PacketBatch}; whole or not at all. */
    static Arrival closedLoopBatch(byte[] body) {
        var batch = EdgeBatch.split(body);
        if (batch instanceof EdgeBatch.Packets read) {
            return new Batch(
                    read.deviceId(),
                    read.packets().stream().map(Arrival::closedLoopMessage).toList());
        }
        return new Malformed(((EdgeBatch.Malformed) batch).text());
    }

    private static CompressedTelemetry closedLoopMessage(byte[] packet) {
        return CompressedTelemetry.newBuilder()
                .setFormat(Format.FORMAT_CLOSED_LOOP)
                .setPayload(ByteString.copyFrom(packet))
                .build();
    }

    private static Arrival finite(CompressedTelemetry.Builder packet, ByteString payload) {
        return LegacyPackets.isFinite(packet)
                ? new Packet(packet.setPayload(payload).build())
                : new Malformed("a value is not a finite number");
    }
}
