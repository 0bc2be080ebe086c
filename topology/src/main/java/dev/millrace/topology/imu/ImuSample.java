package dev.millrace.topology.imu;

/**
 * What one inertial unit measured at one moment.
 *
 * @param deviceNs nanoseconds on the device's clock
 * @param deviceTime the stamp as it was sent, in its unit
 * @param text the stamp as a JSON token, where that is another than the decimal integer {@code deviceTime}
 */
record ImuSample(long deviceNs, Unit unit, long deviceTime, String text, Vector acceleration, Vector rotation) {

    /** In three dimensions. */
    record Vector(double x, double y, double z) {}
}
