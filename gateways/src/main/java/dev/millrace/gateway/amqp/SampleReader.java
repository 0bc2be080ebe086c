package dev.millrace.gateway.amqp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.message.imu.ImuBatch;
import java.util.Optional;

/** Reads inertial samples that others than the bridge sent, with the axes at the top or inside {@code imu_data}. */
final class SampleReader implements Reader<ImuBatch> {

    private static final int LONGEST_STAMP = 32;

    private final String device;

    SampleReader(String device) {
        this.device = device;
    }

    @Override
    public Arrived<ImuBatch> read(Incoming message) {
        var json = message.text().flatMap(JsonBody::object);
        if (json.isEmpty()) return Arrived.refused("not-json", "a sample is no JSON object");
        var time = json.get().path("timestamp");
        if (!time.isNumber() && !time.isTextual()) return Arrived.refused("no-timestamp", "a sample has no timestamp");
        var token = time.toString();
        var nanoseconds = nanoseconds(time);
        if (token.length() > LONGEST_STAMP || nanoseconds.isEmpty()) {
            return Arrived.refused("bad-timestamp", "a sample's timestamp is not in nanoseconds");
        }
        var sample = sample(json.get().has("imu_data") ? json.get().path("imu_data") : json.get());
        if (sample.isEmpty()) return Arrived.refused("no-axes", "a sample lacks an axis");
        long ns = nanoseconds.get();
        if (!token.equals(Long.toString(ns))) sample.get().setDeviceTimeText(token);
        return new Arrived.Taken<>(
                device,
                message.stamp()
                        .deviceTime(ns, 1, "")
                        .on(ImuBatch.newBuilder())
                        .addSamples(sample.get().setDeviceNs(ns).setDeviceTime(ns))
                        .build());
    }

    @Override
    public byte[] content(ImuBatch batch) {
        return batch.getSamplesCount() == 0 ? new byte[0] : SampleJson.write(batch.getSamples(0));
    }

    private static Optional<Long> nanoseconds(JsonNode time) {
        var whole = JsonBody.whole(time);
        if (whole.isPresent()) return Optional.of(whole.getAsLong());
        var number = time.isTextual() ? parsed(time.textValue()) : time.doubleValue();
        return Double.isFinite(number) && Math.abs(number) < Long.MAX_VALUE
                ? Optional.of((long) number)
                : Optional.empty();
    }

    private static double parsed(String text) {
        try {
            return text.length() > LONGEST_STAMP ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static Optional<ImuBatch.Sample.Builder> sample(JsonNode from) {
        var acceleration = axes(from.path("accelerometer"));
        var rotation = axes(from.path("gyroscope"));
        if (acceleration.isEmpty() || rotation.isEmpty()) return Optional.empty();
        return Optional.of(ImuBatch.Sample.newBuilder()
                .setAccelerationX(acceleration.get()[0])
                .setAccelerationY(acceleration.get()[1])
                .setAccelerationZ(acceleration.get()[2])
                .setRotationX(rotation.get()[0])
                .setRotationY(rotation.get()[1])
                .setRotationZ(rotation.get()[2]));
    }

    private static Optional<double[]> axes(JsonNode from) {
        var axes = new double[3];
        for (var i = 0; i < axes.length; i++) {
            var axis = from.path("xyz".substring(i, i + 1));
            axes[i] = axis.isNumber() ? axis.doubleValue() : parsed(axis.asText());
            if (!Double.isFinite(axes[i])) return Optional.empty();
        }
        return Optional.of(axes);
    }
}
