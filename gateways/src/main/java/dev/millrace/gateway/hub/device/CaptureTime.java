package dev.millrace.gateway.hub.device;

import dev.millrace.topic.Stamp;

/** Finds the platform's time of what a device has stamped by a clock of its own. Thread-safe. */
@FunctionalInterface
public interface CaptureTime {

    /** Keeps the nanoseconds as they were sent and claims nothing of the clock that they came from. */
    CaptureTime UNKNOWN = (session, received, deviceNs) -> received.deviceTime(deviceNs, 1, "");

    /**
     * @param received when the thing came here
     * @param deviceNs nanoseconds, of the epoch or of no known beginning
     * @return {@code received} with the device's time, and when it was on the platform's clock as far as that is known
     */
    Stamp of(DeviceSession session, Stamp received, long deviceNs);
}
