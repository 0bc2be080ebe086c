package dev.millrace.gateway.telemetry;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.message.telemetry.CompressedTelemetry.Format;
import dev.millrace.message.tesla.CompressedVehicleData;
import dev.millrace.message.tesla.VehicleData;
import io.javalin.http.Context;

/** What the body of a request is: a packet, or something that is not one. */
sealed interface Arriving {

    /** @param message all but its head */
    record Packet(CompressedTelemetry message) implements Arriving {}

    /** @param text as the legacy server's parser said it */
    record Malformed(String text) implements Arriving {}

    /** What a request says that its body is. */
    enum Kind {
        COMPRESSED,
        FULL;

        static Kind of(Context context) {
            return "true".equals(context.header("X-Compressed")) ? COMPRESSED : FULL;
        }
    }

    /** Reads any bytes; those of no length are a packet that says nothing. */
    static Arriving read(byte[] body, Kind kind) {
        var isCompressed = kind == Kind.COMPRESSED;
        try {
            var packet = isCompressed ? compressed(body) : full(body);
            return isFinite(packet)
                    ? new Packet(packet.setPayload(ByteString.copyFrom(body)).build())
                    : new Malformed("a value is not a finite number");
        } catch (InvalidProtocolBufferException e) {
            var type = isCompressed ? "CompressedVehicleData" : "VehicleData";
            return new Malformed("Error parsing message with type 'tesla." + type + "'");
        }
    }

    private static CompressedTelemetry.Builder compressed(byte[] body) throws InvalidProtocolBufferException {
        var data = CompressedVehicleData.parseFrom(body);
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

    private static CompressedTelemetry.Builder full(byte[] body) throws InvalidProtocolBufferException {
        var data = VehicleData.parseFrom(body);
        return CompressedTelemetry.newBuilder()
                .setFormat(Format.FORMAT_FULL)
                .setTimestampMs(data.getTimestamp())
                .setSpeed(data.getVehicleSpeed())
                .setBattery(data.getBatteryLevel())
                .setPower(data.getPowerKw())
                .setHeading(data.getHeading())
                .setOdometer(data.getOdometer());
    }

    private static boolean isFinite(CompressedTelemetry.Builder packet) {
        return Float.isFinite(packet.getSpeed())
                && Float.isFinite(packet.getBattery())
                && Float.isFinite(packet.getPower())
                && Float.isFinite(packet.getOdometer());
    }
}
