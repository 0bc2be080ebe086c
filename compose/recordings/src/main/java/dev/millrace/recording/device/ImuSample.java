package dev.millrace.recording.device;

/**
 * One sample of an inertial measurement unit.
 *
 * @param timeNs epoch nanoseconds
 * @param rotation about x, y and z, in radians per second
 * @param acceleration along x, y and z, in metres per second squared, gravity included
 */
public record ImuSample(long timeNs, Axes rotation, Axes acceleration) implements DeviceMessage {

    /** One number for each axis. */
    public record Axes(double x, double y, double z) {

        @Override
        public String toString() {
            return "{\"x\":" + x + ",\"y\":" + y + ",\"z\":" + z + "}";
        }
    }

    @Override
    public String text(long shiftNs) {
        return "{\"type\":\"imu_data\",\"timestamp\":" + (timeNs + shiftNs) + ",\"accelerometer\":" + acceleration
                + ",\"gyroscope\":" + rotation + "}";
    }
}
