package dev.millrace.gateway.hub.viewer;

import dev.millrace.gateway.live.Encoding;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.gateway.live.Payload;
import dev.millrace.gateway.python.PythonJson;
import dev.millrace.message.imu.ImuBatch;
import dev.millrace.message.imu.ImuBatch.Sample;

/**
 * One sample of a batch as the legacy hub showed it. Equal ones stand for each other, so a sample is encoded once for
 * all viewers.
 *
 * @param index of the sample
 */
record ImuSampleMessage(int index) implements Encoding<ImuBatch> {

    @Override
    public Payload encode(LiveRecord<ImuBatch> live) {
        return Payload.text(text(live.value().getSamples(index)));
    }

    static String text(Sample sample) {
        return "{\"type\": \"imu_data\", \"imu_data\": {\"type\": \"imu_data\", \"timestamp\": " + timestamp(sample)
                + ", \"accelerometer\": "
                + axes(sample.getAccelerationX(), sample.getAccelerationY(), sample.getAccelerationZ())
                + ", \"gyroscope\": " + axes(sample.getRotationX(), sample.getRotationY(), sample.getRotationZ())
                + "}}";
    }

    /** As the device wrote it; of text, the escapes are Python's. */
    private static String timestamp(Sample sample) {
        var token = sample.getDeviceTimeText();
        if (token.isEmpty()) return Long.toString(sample.getDeviceTime());
        return token.startsWith("\"") ? ViewerMessages.rewritten(token).orElse(token) : token;
    }

    private static String axes(double x, double y, double z) {
        return "{\"x\": " + PythonJson.SOCKET.write(x) + ", \"y\": " + PythonJson.SOCKET.write(y) + ", \"z\": "
                + PythonJson.SOCKET.write(z) + "}";
    }
}
