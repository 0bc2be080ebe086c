package dev.millrace.gateway.clock;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The clocks of the devices that this gateway hears; of those heard last, when there are too many. Thread-safe. */
public final class DeviceClocks {

    private static final int MOST = 10_000;

    private final Map<String, DeviceClock> clocks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, DeviceClock> eldest) {
            return size() > MOST;
        }
    };

    public DeviceClock of(String device) {
        synchronized (clocks) {
            return clocks.computeIfAbsent(device, absent -> new DeviceClock());
        }
    }

    /** A snapshot, by device. */
    public Map<String, DeviceClock> all() {
        synchronized (clocks) {
            return new TreeMap<>(clocks);
        }
    }
}
