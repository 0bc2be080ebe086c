package dev.millrace.gateway.hub.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.message.device.DeviceState;
import dev.millrace.topic.Key;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the hub tells of devices in JSON. */
final class DevicePages {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private DevicePages() {}

    /** All devices, by name. A lease that has run out by {@code nowNs} counts as no connection. */
    static ArrayNode devices(Map<String, DeviceState> all, long nowNs) {
        var devices = JSON.arrayNode();
        new TreeMap<>(all).forEach((name, state) -> devices.add(device(name, state, nowNs)));
        return devices;
    }

    private static ObjectNode device(String name, DeviceState state, long nowNs) {
        var standing = state.getConnectionsList().stream()
                .filter(connection -> connection.getLeaseUntilNs() > nowNs)
                .toList();
        var device = JSON.objectNode().put("device", Key.text(name)).put("present", !standing.isEmpty());
        var channels = device.putArray("channels");
        standing.stream()
                .map(DeviceState.Connection::getChannel)
                .distinct()
                .sorted()
                .forEach(channels::add);
        device.put("last_seen", time(state.getLastSeenNs()));
        device.set("connections", connections(standing));
        var description = device.putObject("description");
        new TreeMap<>(state.getDescriptionMap()).forEach(description::put);
        var reports = device.putObject("reports");
        new TreeMap<>(state.getReportsMap()).forEach((type, report) -> reports.set(type, report(report)));
        return device;
    }

    private static ArrayNode connections(List<DeviceState.Connection> standing) {
        var connections = JSON.arrayNode();
        for (var connection : standing) {
            connections
                    .addObject()
                    .put("session", connection.getSessionId())
                    .put("gateway", connection.getOwner())
                    .put("channel", connection.getChannel())
                    .put("principal", connection.getPrincipal())
                    .put("since", time(connection.getSinceNs()))
                    .put("lease_until", time(connection.getLeaseUntilNs()))
                    .set("media", texts(connection.getMediaList()));
        }
        return connections;
    }

    private static ArrayNode texts(List<String> all) {
        var texts = JSON.arrayNode();
        all.forEach(texts::add);
        return texts;
    }

    private static ObjectNode report(DeviceState.Report report) {
        var told = JSON.objectNode().put("received_at", time(report.getReceivedNs()));
        told.set("report", asJson(report.getReport()));
        return told;
    }

    /** As text, when it was too long to be kept whole. */
    private static JsonNode asJson(String report) {
        try {
            return MAPPER.readTree(report);
        } catch (JsonProcessingException e) {
            return JSON.textNode(report);
        }
    }

    private static String time(long epochNs) {
        return Instant.EPOCH.plusNanos(epochNs).toString();
    }
}
