package dev.millrace.gateway.hub.device;

import dev.millrace.gateway.live.Outbox;
import dev.millrace.gateway.live.Payload;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The sockets of the devices that are connected to this gateway. Thread-safe. */
public final class Devices {

    /** The target that means every device. */
    public static final String ALL = "all";

    private final Map<DeviceSession, Outbox> outboxes = new ConcurrentHashMap<>();

    /** @param outbox what the device is told through; it stays its socket's own, and is not closed here */
    public void connected(DeviceSession session, Outbox outbox) {
        outboxes.put(session, outbox);
    }

    public void disconnected(DeviceSession session) {
        outboxes.remove(session);
    }

    /**
     * Tells the sockets of a device, of the devices of a group, or of {@link #ALL}. A device with several sockets hears
     * it on each of them, as legacy devices do.
     *
     * @return how many took it
     */
    public int tell(String target, Payload message) {
        var told = 0;
        for (var entry : outboxes.entrySet()) {
            if (isMeant(entry.getKey(), target) && entry.getValue().offer(message)) told++;
        }
        return told;
    }

    public int connected() {
        return outboxes.size();
    }

    private static boolean isMeant(DeviceSession session, String target) {
        return target.equals(ALL)
                || session.device().equals(target)
                || session.groups().contains(target);
    }
}
