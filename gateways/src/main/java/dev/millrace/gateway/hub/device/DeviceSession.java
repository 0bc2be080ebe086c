package dev.millrace.gateway.hub.device;

import dev.millrace.gateway.SocketOpening;
import dev.millrace.topic.Key;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One connection of a device, from the opening of its socket to its end.
 *
 * @param device its name, as {@link dev.millrace.topic.Key} allows
 * @param id unique among all connections of all gateways
 * @param groups those that it asked to be spoken to with
 * @param principal as authenticated
 * @param isProbed whether it answers when it is asked what its clock says
 */
public record DeviceSession(
        String device, String id, Channel channel, Set<String> groups, String principal, boolean isProbed) {

    /** The device of those that do not say their name. */
    public static final String DEFAULT_DEVICE = "default";

    private static final int MOST_GROUPS = 32;

    /** What it is connected for; in lower case as records have it. */
    public enum Channel {
        PHONE,
        VIDEO
    }

    public DeviceSession {
        groups = Set.copyOf(groups);
    }

    /** As {@code ?device=}, {@code ?group=} and {@code ?clock=probe} say; empty when a device cannot be named so. */
    public static Optional<DeviceSession> of(SocketOpening opening, Channel channel) {
        return Key.of(opening.query("device").orElse(DEFAULT_DEVICE))
                .filter(device -> !device.equals(Devices.ALL))
                .map(device -> new DeviceSession(
                        device,
                        UUID.randomUUID().toString(),
                        channel,
                        groups(opening),
                        opening.principal(),
                        opening.speaksOurs() || opening.query("clock").equals(Optional.of("probe"))));
    }

    private static Set<String> groups(SocketOpening opening) {
        return opening.queries("group").stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .flatMap(group -> Key.of(group.strip()).stream())
                .limit(MOST_GROUPS)
                .collect(Collectors.toUnmodifiableSet());
    }
}
