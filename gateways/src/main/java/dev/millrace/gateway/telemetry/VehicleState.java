package dev.millrace.gateway.telemetry;

import dev.millrace.message.telemetry.TelemetryState;

/**
 * What a gateway knows of a vehicle besides its readings.
 *
 * @param offset of the input record after which it is so
 * @param total fields that the vehicle could have left out
 * @param transmitted those of them that it sent
 * @param cleared readings of input before this offset are not shown
 * @param wantsKeyframe the vehicle should be asked for one
 */
record VehicleState(long offset, long total, long transmitted, long cleared, boolean wantsKeyframe) {

    static final VehicleState UNKNOWN = new VehicleState(-1, 0, 0, -1, false);

    static VehicleState of(TelemetryState message) {
        return new VehicleState(
                message.getSourceCount() == 0 ? 0 : message.getSource(0).getLastOffset(),
                message.getTotalFields(),
                message.getTransmittedFields(),
                message.getClearedOffset(),
                message.getKeyframeWanted());
    }

    VehicleState clearedBefore(long newCleared) {
        return new VehicleState(offset, total, transmitted, newCleared, wantsKeyframe);
    }

    /** With the counters that stand in a reading. */
    VehicleState counting(long newOffset, long newTotal, long newTransmitted) {
        return new VehicleState(newOffset, newTotal, newTransmitted, cleared, wantsKeyframe);
    }
}
