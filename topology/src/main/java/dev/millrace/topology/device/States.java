package dev.millrace.topology.device;

import dev.millrace.message.device.DeviceEvent;
import dev.millrace.message.device.DeviceState;
import dev.millrace.topic.Stamp;
import dev.millrace.topology.device.Device.Connection;
import dev.millrace.topology.device.Device.Report;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads devices from messages, and writes them; what events say is cut to a size that a state can bear. */
final class States {

    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_WORD = 32;
    private static final int LONGEST_REPORT = 1 << 10;
    private static final int MOST_WORDS = 8;

    private States() {}

    /** Whether its names are short enough to be kept whole. */
    static boolean areNamesKeepable(DeviceEvent event) {
        return Stream.of(
                        event.getSessionId(),
                        event.getOwner(),
                        event.getChannel(),
                        event.getPrincipal(),
                        event.getReportType(),
                        event.getClock())
                .allMatch(name -> cut(name, LONGEST_NAME).equals(name));
    }

    static Connection connection(DeviceEvent event) {
        return new Connection(
                event.getSessionId(),
                event.getOwner(),
                event.getChannel(),
                event.getReceivedNs(),
                event.getLeaseUntilNs(),
                event.getPrincipal(),
                event.getMediaList().stream()
                        .map(medium -> cut(medium, LONGEST_WORD))
                        .limit(MOST_WORDS)
                        .toList());
    }

    static Report report(DeviceEvent event) {
        return new Report(cut(event.getReport(), LONGEST_REPORT), event.getReceivedNs());
    }

    static Map<String, String> description(DeviceEvent event) {
        return new TreeMap<>(event.getDescriptionMap())
                .entrySet().stream()
                        .limit(MOST_WORDS)
                        .collect(Collectors.toMap(
                                entry -> cut(entry.getKey(), LONGEST_WORD),
                                entry -> cut(entry.getValue(), LONGEST_NAME),
                                (first, second) -> first));
    }

    static Device read(DeviceState state) {
        return new Device(
                state.getConnectionsList().stream().map(States::connection).toList(),
                state.getReportsMap().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> report(entry.getValue()))),
                state.getDescriptionMap(),
                state.getLastSeenNs());
    }

    /** The head is that of the event which brought it about. */
    static DeviceState write(Stamp stamp, Device device) {
        var state = stamp.on(DeviceState.newBuilder())
                .putAllDescription(device.description())
                .setLastSeenNs(device.lastSeenNs());
        device.connections().forEach(connection -> state.addConnections(message(connection)));
        device.reports().forEach((type, report) -> state.putReports(type, message(report)));
        return state.build();
    }

    private static Connection connection(DeviceState.Connection known) {
        return new Connection(
                known.getSessionId(),
                known.getOwner(),
                known.getChannel(),
                known.getSinceNs(),
                known.getLeaseUntilNs(),
                known.getPrincipal(),
                known.getMediaList());
    }

    private static DeviceState.Connection message(Connection connection) {
        return DeviceState.Connection.newBuilder()
                .setSessionId(connection.session())
                .setOwner(connection.owner())
                .setChannel(connection.channel())
                .setSinceNs(connection.sinceNs())
                .setLeaseUntilNs(connection.leaseUntilNs())
                .setPrincipal(connection.principal())
                .addAllMedia(connection.media())
                .build();
    }

    private static Report report(DeviceState.Report known) {
        return new Report(known.getReport(), known.getReceivedNs());
    }

    private static DeviceState.Report message(Report report) {
        return DeviceState.Report.newBuilder()
                .setReport(report.text())
                .setReceivedNs(report.receivedNs())
                .build();
    }

    /** To a number of bytes, between characters. */
    private static String cut(String text, int most) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= most) return text;
        var end = most;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) end--;
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
