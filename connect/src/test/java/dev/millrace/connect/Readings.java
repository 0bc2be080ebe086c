package dev.millrace.connect;

import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryRecord.Protocol;
import dev.millrace.message.telemetry.TelemetryRecord.Provenance;
import dev.millrace.message.telemetry.TelemetryRecord.Value;

/** Readings as the topology writes them. */
final class Readings {

    private Readings() {}

    /** A legacy reading, complete and in bounds; its identity is that of its time. */
    static TelemetryRecord.Builder legacy(long timestampMs) {
        return TelemetryRecord.newBuilder()
                .setTimestampMs(timestampMs)
                .setReceivedNs(timestampMs * 1_000_000)
                .setSpeed(value(55.5, Provenance.PROVENANCE_TRANSMITTED))
                .setBattery(value(80.25, Provenance.PROVENANCE_PREDICTED))
                .setPower(value(-3.5, Provenance.PROVENANCE_TRANSMITTED))
                .setHeading(value(359, Provenance.PROVENANCE_PREDICTED))
                .setOdometer(12345.677734375)
                .setCompressed(true)
                .setProtocol(Protocol.PROTOCOL_LEGACY_COMPRESSED)
                .setIdentity(timestampMs + "/0123456789abcdef")
                .setPacketBytes(12)
                .setFullBytes(38)
                .setPacketFields(4)
                .setPacketTransmitted(2)
                .addSource(TelemetryRecord.Source.newBuilder()
                        .setTopic("telemetry.compressed")
                        .setFirstOffset(timestampMs)
                        .setLastOffset(timestampMs));
    }

    /** A reading with bounds, and with quantities that the legacy protocol does not know. */
    static TelemetryRecord.Builder closedLoop(long timestampMs, long epoch, long sequence) {
        return legacy(timestampMs)
                .setSpeed(bounded(61.25, Provenance.PROVENANCE_PREDICTED, 0.5))
                .setHeading(bounded(271.75, Provenance.PROVENANCE_DEGRADED, 2))
                .setProtocol(Protocol.PROTOCOL_CLOSED_LOOP)
                .setIdentity(epoch + "/" + sequence)
                .setEdgeEpoch(epoch)
                .setEdgeSequence(sequence)
                .addSignals(signal("latitude", 52.52))
                .addSignals(signal("longitude", 13.405))
                .addSignals(signal("cell_temperature_max", 31.5));
    }

    static Value value(double number, Provenance provenance) {
        return Value.newBuilder().setValue(number).setProvenance(provenance).build();
    }

    private static Value bounded(double number, Provenance provenance, double bound) {
        return value(number, provenance).toBuilder().setBound(bound).build();
    }

    private static TelemetryRecord.Signal signal(String name, double number) {
        return TelemetryRecord.Signal.newBuilder()
                .setName(name)
                .setValue(bounded(number, Provenance.PROVENANCE_TRANSMITTED, 0.25))
                .build();
    }
}
