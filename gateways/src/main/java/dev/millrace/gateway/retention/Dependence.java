package dev.millrace.gateway.retention;

import dev.millrace.topic.Topic;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody who must have read a topic's records before they are deleted.
 *
 * @param group of consumers; a number of its version may follow, as {@code -v3}
 * @param isNeeded whether records wait for it even while there is no such group
 */
public record Dependence(Topic<?> topic, String group, boolean isNeeded) {

    private static final Pattern VERSION = Pattern.compile("-v(\\d{1,9})");

    public static Dependence byTopology(Topic<?> topic, String name) {
        return new Dependence(topic, topic.namespace().qualify(name), true);
    }

    /** By a sink connector, which a platform need not have. */
    public static Dependence byConnector(Topic<?> topic, String name) {
        return new Dependence(topic, "connect-" + topic.namespace().qualify(name), false);
    }

    /** The group itself, or its newest version: older ones are behind for good. */
    Optional<String> among(Collection<String> groups) {
        return groups.stream().filter(each -> version(each) >= 0).max(Comparator.comparingInt(this::version));
    }

    private int version(String candidate) {
        if (!candidate.startsWith(group)) return -1;
        var rest = candidate.substring(group.length());
        if (rest.isEmpty()) return 0;
        var version = VERSION.matcher(rest);
        return version.matches() ? Integer.parseInt(version.group(1)) : -1;
    }
}
