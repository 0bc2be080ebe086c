package dev.millrace.topology.device;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A device: its connections, and the newest of each kind of what it says of itself. Its size is bounded, whatever
 * happens to it.
 *
 * @param connections the oldest first
 * @param reports by their type
 * @param description what its newest connection said of it
 * @param lastSeenNs in epoch nanoseconds
 */
record Device(
        List<Connection> connections, Map<String, Report> reports, Map<String, String> description, long lastSeenNs) {

    static final Device UNKNOWN = new Device(List.of(), Map.of(), Map.of(), 0);

    private static final int MOST_CONNECTIONS = 12;
    private static final int MOST_REPORTS = 32;
    /** Of all reports together, in bytes. */
    private static final int LONGEST_REPORTS = 6 << 10;

    /**
     * One open socket of the device.
     *
     * @param owner the gateway that holds it
     * @param leaseUntilNs it counts as gone from then on, unless it is renewed
     * @param media what came on it lately, as {@code jpeg}
     */
    record Connection(
            String session,
            String owner,
            String channel,
            long sinceNs,
            long leaseUntilNs,
            String principal,
            List<String> media) {

        Connection {
            media = List.copyOf(media);
        }

        private Connection renewed(Connection by) {
            return new Connection(session, owner, channel, sinceNs, by.leaseUntilNs, principal, by.media);
        }

        private boolean isSameDoor(Connection other) {
            return owner.equals(other.owner) && channel.equals(other.channel);
        }
    }

    /** @param text as JSON, cut when it is long */
    record Report(String text, long receivedNs) {}

    Device {
        connections = List.copyOf(connections);
        reports = Map.copyOf(reports);
        description = Map.copyOf(description);
    }

    /** Takes the place of an earlier connection by the same channel of the same gateway, which nobody closed. */
    Device connected(Connection newest, Map<String, String> says) {
        return with(but(known -> known.session.equals(newest.session) || known.isSameDoor(newest)), newest, says);
    }

    /** A connection that is not known, as its beginning was lost or another took its place, is so again. */
    Device renewed(Connection connection) {
        var known = find(connection.session);
        if (known.isEmpty()) return with(connections, connection, description);
        var renewed = connections.stream()
                .map(each -> each.equals(known.get()) ? each.renewed(connection) : each)
                .toList();
        return new Device(renewed, reports, description, lastSeenNs);
    }

    Device disconnected(String session) {
        return new Device(but(known -> known.session.equals(session)), reports, description, lastSeenNs);
    }

    /** Where there are too many or too long ones, the oldest are forgotten. */
    Device reported(String type, Report report) {
        var after = new HashMap<>(reports);
        after.put(type, report);
        while (after.size() > MOST_REPORTS || length(after) > LONGEST_REPORTS) after.remove(oldest(after));
        return new Device(connections, after, description, lastSeenNs);
    }

    /** Something was heard of it at this time, at which leases that have run out are over. */
    Device seenAt(long nowNs) {
        return new Device(but(known -> known.leaseUntilNs <= nowNs), reports, description, Math.max(lastSeenNs, nowNs));
    }

    private Device with(List<Connection> others, Connection newest, Map<String, String> says) {
        var all = new ArrayList<>(others);
        all.add(newest);
        var standing = all.size() > MOST_CONNECTIONS ? all.subList(1, all.size()) : all;
        return new Device(standing, reports, says, lastSeenNs);
    }

    private Optional<Connection> find(String session) {
        return connections.stream()
                .filter(known -> known.session.equals(session))
                .findFirst();
    }

    private List<Connection> but(Predicate<Connection> gone) {
        return connections.stream().filter(gone.negate()).toList();
    }

    private static int length(Map<String, Report> all) {
        return all.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue().text))
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    private static String oldest(Map<String, Report> all) {
        return all.entrySet().stream()
                .min(Comparator.<Map.Entry<String, Report>>comparingLong(entry -> entry.getValue().receivedNs)
                        .thenComparing(Map.Entry::getKey))
                .orElseThrow()
                .getKey();
    }
}
