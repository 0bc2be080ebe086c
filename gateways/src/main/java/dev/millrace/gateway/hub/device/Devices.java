package dev.millrace.gateway.hub.device;

import dev.millrace.gateway.live.Outbox;
import dev.millrace.gateway.live.Payload;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The sockets of the devices that are connected to this gateway. Thread-safe. */
public final class Devices {

    /** The target that means every device. */
    public static final String ALL = "all";

    /** Which of the connections that are meant may hear a message. */
    @FunctionalInterface
    public interface Audience {

        /** @param connected when it was connected, on the platform's clock */
        boolean includes(DeviceSession session, Instant connected);
    }

    private record Ear(Outbox outbox, Instant connected) {}

    private final Supplier<Instant> clock;
    private final Map<DeviceSession, Ear> ears = new ConcurrentHashMap<>();

    /** @param clock the platform's time */
    public Devices(Supplier<Instant> clock) {
        this.clock = clock;
    }

    /** @param outbox what the device is told through; it stays its socket's own, and is not closed here */
    public void connected(DeviceSession session, Outbox outbox) {
        ears.put(session, new Ear(outbox, clock.get()));
    }

    public void disconnected(DeviceSession session) {
        ears.remove(session);
    }

    /** Tells all that are meant, as {@link #tell(String, Payload, Audience)}. */
    public int tell(String target, Payload message) {
        return tell(target, message, (session, connected) -> true);
    }

    /**
     * Tells the sockets of a device, of the devices of a group, or of {@link #ALL}. A device with several sockets hears
     * it on each of them, as legacy devices do.
     *
     * @return how many took it
     */
    public int tell(String target, Payload message, Audience audience) {
        var told = 0;
        for (var entry : ears.entrySet()) {
            var session = entry.getKey();
            var ear = entry.getValue();
            if (!isMeant(session, target) || !audience.includes(session, ear.connected)) continue;
            if (ear.outbox.offer(message)) told++;
        }
        return told;
    }

    public int connected() {
        return ears.size();
    }

    private static boolean isMeant(DeviceSession session, String target) {
        return target.equals(ALL)
                || session.device().equals(target)
                || session.groups().contains(target);
    }
}
