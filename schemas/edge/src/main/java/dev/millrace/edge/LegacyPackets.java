package dev.millrace.edge;

import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.message.telemetry.CompressedTelemetry.Format;
import dev.millrace.message.tesla.CompressedVehicleData;
import dev.millrace.message.tesla.VehicleData;

/** Packets of the legacy loggers as messages. */
final class LegacyPackets {

    private LegacyPackets() {}

    static CompressedTelemetry.Builder compressed(CompressedVehicleData data) {
        var packet = CompressedTelemetry.newBuilder()
                .setFormat(Format.FORMAT_COMPRESSED)
                .setTimestampMs(data.getTimestamp())
                .setOdometer(data.getOdometer())
                .setResync(data.getIsResync());
        if (data.hasVehicleSpeed()) packet.setSpeed(data.getVehicleSpeed());
        if (data.hasBatteryLevel()) packet.setBattery(data.getBatteryLevel());
        if (data.hasPowerKw()) packet.setPower(data.getPowerKw());
        if (data.hasHeading()) packet.setHeading(data.getHeading());
        return packet;
    }

    static CompressedTelemetry.Builder full(VehicleData data) {
        return CompressedTelemetry.newBuilder()
                .setFormat(Format.FORMAT_FULL)
                .setTimestampMs(data.getTimestamp())
                .setSpeed(data.getVehicleSpeed())
                .setBattery(data.getBatteryLevel())
                .setPower(data.getPowerKw())
                .setHeading(data.getHeading())
                .setOdometer(data.getOdometer());
    }

    static boolean isFinite(CompressedTelemetry.Builder packet) {
        return Float.isFinite(packet.getSpeed())
                && Float.isFinite(packet.getBattery())
                && Float.isFinite(packet.getPower())
                && Float.isFinite(packet.getOdometer());
    }
}
