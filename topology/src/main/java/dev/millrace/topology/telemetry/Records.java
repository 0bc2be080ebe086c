package dev.millrace.topology.telemetry;

import com.google.protobuf.ByteString;
import dev.millrace.edge.EdgeReading;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryRecord.Compression;
import dev.millrace.message.telemetry.TelemetryRecord.Protocol;
import dev.millrace.message.telemetry.TelemetryRecord.Provenance;
import dev.millrace.message.tesla.CompressedVehicleData;
import dev.millrace.topic.Stamp;
import java.util.Set;

/** Writes readings as messages. */
final class Records {

    /** A further signal as a field of a legacy packet: a tag and a float. */
    private static final int FURTHER_BYTES = 5;

    private static final Set<String> LEGACY = Set.of("speed", "battery", "power", "odometer", "heading");

    private Records() {}

    /** Of a legacy packet. No bound is claimed: the edge's rule gives none for what the platform predicts. */
    static TelemetryRecord.Builder legacy(Stamp stamp, Packet packet, ByteString payload, Reading reading) {
        var record = stamp.on(TelemetryRecord.newBuilder())
                .setTimestampMs(packet.timestampMs())
                .setSpeed(value(reading.speed()))
                .setBattery(value(reading.battery()))
                .setPower(value(reading.power()))
                .setHeading(value(reading.heading()))
                .setOdometer(packet.odometer())
                .setResync(packet.isResync())
                .setCompressed(packet.isCompressed())
                .setProtocol(
                        packet.isCompressed() ? Protocol.PROTOCOL_LEGACY_COMPRESSED : Protocol.PROTOCOL_LEGACY_FULL)
                .setIdentity(packet.timestampMs() + "/" + Digest.of(payload))
                .setPacketBytes(payload.size());
        if (packet.isCompressed()) {
            record.setPacketFields(packet.optional().size()).setPacketTransmitted(packet.sent());
        }
        return record.setFullBytes(packet.isCompressed() ? fullBytes(record) : payload.size());
    }

    /** Of a closed-loop packet. */
    static TelemetryRecord.Builder closedLoop(Stamp stamp, ByteString payload, EdgeReading reading) {
        var record = stamp.on(TelemetryRecord.newBuilder())
                .setTimestampMs(reading.timeMs())
                .setResync(reading.isKeyframe())
                .setCompressed(true)
                .setProtocol(Protocol.PROTOCOL_CLOSED_LOOP)
                .setIdentity(reading.epoch() + "/" + reading.sequence())
                .setEdgeEpoch(reading.epoch())
                .setEdgeSequence(reading.sequence())
                .setPacketBytes(payload.size())
                .setPacketFields(reading.values().size())
                .setPacketTransmitted(reading.transmitted());
        for (var value : reading.values()) put(record, value);
        var further = reading.values().stream()
                .filter(value -> !LEGACY.contains(value.name()))
                .count();
        return record.setFullBytes(fullBytes(record) + (int) further * FURTHER_BYTES);
    }

    /** With the counters of its vehicle, itself included. */
    static TelemetryRecord counted(TelemetryRecord.Builder record, CompressionCounters counters) {
        var counted = Compression.newBuilder()
                .setTotal(counters.total())
                .setTransmitted(counters.transmitted())
                .setPacketBytes(counters.packetBytes())
                .setFullBytes(counters.fullBytes());
        return record.setCompression(counted).build();
    }

    private static void put(TelemetryRecord.Builder record, EdgeReading.Value shown) {
        var value = value(shown);
        switch (shown.name()) {
            case "speed" -> record.setSpeed(value);
            case "battery" -> record.setBattery(value);
            case "power" -> record.setPower(value);
            case "heading" -> record.setHeading(value);
            default -> record.addSignalsBuilder().setName(shown.name()).setValue(value);
        }
        // Its field has no room for where it comes from: it is among the signals, too.
        if (shown.name().equals("odometer")) record.setOdometer(shown.value());
    }

    private static TelemetryRecord.Value value(EdgeReading.Value shown) {
        var value = TelemetryRecord.Value.newBuilder()
                .setValue(shown.value())
                .setProvenance(
                        switch (shown.provenance()) {
                            case TRANSMITTED -> Provenance.PROVENANCE_TRANSMITTED;
                            case PREDICTED -> Provenance.PROVENANCE_PREDICTED;
                            case DEGRADED -> Provenance.PROVENANCE_DEGRADED;
                        });
        shown.bound().ifPresent(value::setBound);
        return value.build();
    }

    private static TelemetryRecord.Value value(Reading.Value value) {
        return TelemetryRecord.Value.newBuilder()
                .setValue(value.value())
                .setProvenance(
                        value.isTransmitted() ? Provenance.PROVENANCE_TRANSMITTED : Provenance.PROVENANCE_PREDICTED)
                .build();
    }

    /** What the reading takes as a legacy packet that leaves out nothing. */
    private static int fullBytes(TelemetryRecord.Builder record) {
        return CompressedVehicleData.newBuilder()
                .setTimestamp(record.getTimestampMs())
                .setVehicleSpeed((float) record.getSpeed().getValue())
                .setBatteryLevel((float) record.getBattery().getValue())
                .setPowerKw((float) record.getPower().getValue())
                .setOdometer((float) record.getOdometer())
                .setHeading((int) record.getHeading().getValue())
                .build()
                .getSerializedSize();
    }
}
