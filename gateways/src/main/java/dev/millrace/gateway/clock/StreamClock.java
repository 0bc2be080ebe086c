package dev.millrace.gateway.clock;

import dev.millrace.topic.Stamp;

/**
 * The times of one stream of a device. Stamps of the epoch are by the device's clock; others may count from the stream's
 * own beginning, so what is known of them is when they arrived, and of this stream alone. Thread-safe.
 */
public final class StreamClock {

    private final DeviceClock device;
    private final DeviceClock own = new DeviceClock();

    public StreamClock(DeviceClock device) {
        this.device = device;
    }

    /**
     * The head of what the device took at its time, as far as that is known.
     *
     * @param time by the device; 0 where it does not say
     * @param tickNs nanoseconds of its unit
     */
    public Stamp stamp(Stamp received, long time, long tickNs) {
        if (time == 0) return received;
        var said = DeviceTime.inUnit(time, tickNs);
        var clock = said.clock().equals(DeviceTime.EPOCH) ? device : own;
        clock.heard(said, received.receivedNs());
        return clock.stamp(received, said);
    }
}
