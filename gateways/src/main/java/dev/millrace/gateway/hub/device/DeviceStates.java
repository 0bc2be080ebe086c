package dev.millrace.gateway.hub.device;

import dev.millrace.gateway.Platform;
import dev.millrace.gateway.live.View;
import dev.millrace.message.device.DeviceState;
import dev.millrace.part.Health;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All devices that were ever there, by their keys, as {@code device.states} tells. Thread-safe. */
public final class DeviceStates {

    private final Platform platform;
    private @Nullable View<DeviceState> view;

    public DeviceStates(Platform platform) {
        this.platform = platform;
    }

    synchronized void start() {
        view = View.open(platform.seenCommitted(), platform.topics().deviceStates(), platform.meters());
    }

    void stop() {
        current().ifPresent(View::close);
    }

    Health health() {
        return current().map(View::health).orElseGet(() -> Health.of(Health.State.STARTING, "not started"));
    }

    Map<String, DeviceState> all() {
        return current().map(View::all).orElse(Map.of());
    }

    /** The gateways that take JPEG pictures of a device now, by its key. */
    public Map<String, String> sendingPictures() {
        var nowNs = RejectedMessages.nanos(platform.clock().get());
        var owners = new TreeMap<String, String>();
        all().forEach((device, state) -> state.getConnectionsList().stream()
                .filter(connection -> connection.getLeaseUntilNs() > nowNs)
                .filter(connection -> connection.getMediaList().contains(Frames.JPEG))
                .findFirst()
                .ifPresent(connection -> owners.put(device, connection.getOwner())));
        return owners;
    }

    private synchronized Optional<View<DeviceState>> current() {
        return Optional.ofNullable(view);
    }
}
