package dev.millrace.gateway.hub.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.gateway.live.Payload;
import dev.millrace.topic.Key;

/** What pilots are told who asked for it: what became of a command, and who has a device. */
final class Notices {

    /** Why a command or a claim comes to nothing. */
    static final String TAKEN = "another pilot has the device";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Notices() {}

    /** @param id as the pilot wrote it */
    static Payload accepted(JsonNode id) {
        return payload(acknowledgement(id, "accepted"));
    }

    static Payload delivered(JsonNode id, int sockets) {
        return payload(acknowledgement(id, "delivered").put("sockets", sockets));
    }

    static Payload expired(JsonNode id) {
        return payload(acknowledgement(id, "expired").put("sockets", 0));
    }

    static Payload refused(JsonNode id, String reason) {
        return payload(acknowledgement(id, "refused").put("reason", reason));
    }

    /** @param lease what another socket of the same pilot may show to go on with it */
    static Payload taken(String device, String lease, long forMs) {
        return payload(control(device, "taken").put("lease", lease).put("expires_in_ms", forMs));
    }

    static Payload notTaken(String device, String reason) {
        return payload(control(device, "refused").put("reason", reason));
    }

    static Payload released(String device) {
        return payload(control(device, "released"));
    }

    /** It ended without being released. */
    static Payload lost(String device) {
        return payload(control(device, "lost"));
    }

    private static ObjectNode acknowledgement(JsonNode id, String state) {
        var json = JSON.objectNode().put("type", "ack");
        json.set("id", id);
        return json.put("state", state);
    }

    private static ObjectNode control(String device, String state) {
        return JSON.objectNode()
                .put("type", "control")
                .put("device", Key.text(device))
                .put("state", state);
    }

    private static Payload payload(ObjectNode json) {
        return Payload.text(json.toString());
    }
}
