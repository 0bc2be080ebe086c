package dev.millrace.topology.telemetry;

import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryRecord.Compression;
import dev.millrace.message.telemetry.TelemetryRecord.Provenance;
import dev.millrace.topic.Stamp;

/** Writes readings as messages. No bound is claimed: the edge's rule gives none for what the platform predicts. */
final class Records {

    private Records() {}

    static TelemetryRecord write(Stamp stamp, Packet packet, Reading reading, CompressionCounters counters) {
        return stamp.on(TelemetryRecord.newBuilder())
                .setTimestampMs(packet.timestampMs())
                .setSpeed(value(reading.speed()))
                .setBattery(value(reading.battery()))
                .setPower(value(reading.power()))
                .setHeading(value(reading.heading()))
                .setOdometer(packet.odometer())
                .setResync(packet.isResync())
                .setCompressed(packet.isCompressed())
                .setCompression(
                        Compression.newBuilder().setTotal(counters.total()).setTransmitted(counters.transmitted()))
                .build();
    }

    private static TelemetryRecord.Value value(Reading.Value value) {
        return TelemetryRecord.Value.newBuilder()
                .setValue(value.value())
                .setProvenance(
                        value.isTransmitted() ? Provenance.PROVENANCE_TRANSMITTED : Provenance.PROVENANCE_PREDICTED)
                .build();
    }
}
