package dev.millrace.gateway.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.message.tesla.TelemetryBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the body of a request with many packets is: packets of one vehicle, or something that is not one. */
sealed interface ArrivingBatch {

    /** @param messages all but their heads */
    record Packets(Vin vin, List<CompressedTelemetry> messages) implements ArrivingBatch {
        public Packets {
            messages = List.copyOf(messages);
        }
    }

    /** @param text says which packet is wrong, and how; nothing of the batch is taken */
    record Malformed(String text) implements ArrivingBatch {}

    /** @param header the vehicle's identification beside the body, which goes before the one in it */
    static ArrivingBatch read(byte[] body, Arriving.Kind kind, Optional<String> header) {
        try {
            var batch = TelemetryBatch.parseFrom(body);
            var named = header.or(() -> Optional.of(batch.getDeviceId()).filter(id -> !id.isEmpty()));
            var packets = new ArrayList<byte[]>();
            for (var packet : batch.getRecordsList()) packets.add(packet.toByteArray());
            return of(named, packets, Arriving.Kind.FULL);
        } catch (InvalidProtocolBufferException e) {
            return new Malformed("Error parsing message with type 'tesla.TelemetryBatch'");
        }
    }

    private static ArrivingBatch of(Optional<String> named, List<byte[]> packets, Arriving.Kind kind) {
        var vin = Vin.ofHeader(named);
        if (vin.isEmpty()) return new Malformed("the vehicle's identification is too long");
        var messages = new ArrayList<CompressedTelemetry>();
        for (var number = 0; number < packets.size(); number++) {
            var arriving = Arriving.read(packets.get(number), kind);
            if (arriving instanceof Arriving.Packet packet) messages.add(packet.message());
            else return new Malformed("record " + number + ": " + ((Arriving.Malformed) arriving).text());
        }
        return new Packets(vin.get(), messages);
    }
}
