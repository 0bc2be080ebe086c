package dev.millrace.gateway.telemetry;

import dev.millrace.message.telemetry.TelemetryState;

/**
 * What a gateway knows of a vehicle besides its readings.
 *
 * @param offset of the input record after which it is so
 * @param compression since its counters were last reset
 * @param cleared readings of input before this offset are not shown
 * @param wantsKeyframe the vehicle should be asked for one
 */
record VehicleState(long offset, Compression compression, long cleared, boolean wantsKeyframe) {

    static final VehicleState UNKNOWN = new VehicleState(-1, Compression.NONE, -1, false);

    static VehicleState of(TelemetryState message) {
        return new VehicleState(
                message.getSourceCount() == 0 ? 0 : message.getSource(0).getLastOffset(),
                Compression.of(message),
                message.getClearedOffset(),
                message.getKeyframeWanted());
    }

    VehicleState clearedBefore(long newCleared) {
        return new VehicleState(offset, compression, newCleared, wantsKeyframe);
    }

    /** With the counters that stand in a reading. */
    VehicleState counting(long newOffset, Compression newCompression) {
        return new VehicleState(newOffset, newCompression, cleared, wantsKeyframe);
    }
}
