package dev.millrace.gateway.hub.device;

import dev.millrace.topic.Stamp;

/** Finds the platform's time of what one stream of a device has stamped by a clock of its own. Thread-safe. */
@FunctionalInterface
public interface CaptureTime {

    /**
     * @param received when the thing came here
     * @param time by the device; 0 where it does not say
     * @param tickNs nanoseconds of its unit
     * @return {@code received} with the device's time, and when it was on the platform's clock as far as that is known
     */
    Stamp of(Stamp received, long time, long tickNs);

    /** Begins the streams of devices. Thread-safe. */
    @FunctionalInterface
    interface Source {

        /** @param device its name; a camera's, that has none, is its stream's */
        CaptureTime open(String device);
    }
}
