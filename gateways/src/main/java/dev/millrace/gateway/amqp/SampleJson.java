package dev.millrace.gateway.amqp;

import dev.millrace.gateway.python.PythonJson;
import dev.millrace.message.imu.ImuBatch;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An inertial sample as the legacy hub wrote it: the time stamp as it was received, every axis a double. */
final class SampleJson {

    private SampleJson() {}

    static byte[] write(ImuBatch.Sample sample) {
        var message = new LinkedHashMap<String, Object>();
        message.put("type", "imu_data");
        message.put("timestamp", new PythonJson.Verbatim(stamp(sample)));
        message.put(
                "accelerometer", axes(sample.getAccelerationX(), sample.getAccelerationY(), sample.getAccelerationZ()));
        message.put("gyroscope", axes(sample.getRotationX(), sample.getRotationY(), sample.getRotationZ()));
        return PythonJson.SOCKET.write(message).getBytes(StandardCharsets.UTF_8);
    }

    private static String stamp(ImuBatch.Sample sample) {
        return sample.getDeviceTimeText().isEmpty()
                ? Long.toString(sample.getDeviceTime())
                : sample.getDeviceTimeText();
    }

    private static Map<String, Object> axes(double x, double y, double z) {
        var axes = new LinkedHashMap<String, Object>();
        axes.put("x", x);
        axes.put("y", y);
        axes.put("z", z);
        return axes;
    }
}
