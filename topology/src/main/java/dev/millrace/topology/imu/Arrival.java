package dev.millrace.topology.imu;

/**
 * When a sample came, and how its device's clock was read then.
 *
 * @param receivedNs epoch nanoseconds on the platform's clock
 * @param isPlaced whether the device's stamps plus the offset are platform time
 */
record Arrival(long receivedNs, long offsetNs, long uncertaintyNs, boolean isPlaced) {

    static final Arrival NONE = new Arrival(0, 0, 0, false);
}
