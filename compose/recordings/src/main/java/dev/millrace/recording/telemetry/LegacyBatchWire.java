package dev.millrace.recording.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.message.tesla.TelemetryBatch;
import dev.millrace.message.tesla.VehicleData;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Complete readings, sent together. */
final class LegacyBatchWire implements Wire {

    @Override
    public byte[] packet(Reading reading, Duration at) {
        return VehicleData.newBuilder()
                .setTimestamp(reading.timestamp())
                .setVehicleSpeed(reading.speed())
                .setBatteryLevel(reading.battery())
                .setPowerKw(reading.power())
                .setOdometer(reading.odometer())
                .setHeading(reading.heading())
                .build()
                .toByteArray();
    }

    @Override
    public byte[] batch(String vin, List<byte[]> packets) {
        var batch = TelemetryBatch.newBuilder().setDeviceId(vin);
        try {
            for (var packet : packets) batch.addRecords(VehicleData.parseFrom(packet));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not packets of this vehicle", e);
        }
        return batch.build().toByteArray();
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Content-Type", "application/x-protobuf");
    }

    @Override
    public void answered(String body) {
        // It asks for nothing.
    }
}
