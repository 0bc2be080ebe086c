package dev.millrace.gateway.hub.device;

import java.util.Set;

/**
 * One connection of a device, from the opening of its socket to its end.
 *
 * @param device its name, as {@link dev.millrace.topic.Key} allows
 * @param id unique among all connections of all gateways
 * @param groups those that it asked to be spoken to with
 * @param principal as authenticated
 */
public record DeviceSession(String device, String id, Channel channel, Set<String> groups, String principal) {

    /** What it is connected for; in lower case as records have it. */
    public enum Channel {
        PHONE,
        VIDEO
    }

    public DeviceSession {
        groups = Set.copyOf(groups);
    }
}
