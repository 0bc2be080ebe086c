package dev.millrace.gateway.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads what dashboards say. */
final class SocketCommand {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SocketCommand() {}

    /** The {@code type} of a message; empty when there is none, or the text is no JSON. */
    static String typeOf(String text) {
        try {
            var json = JSON.readTree(text);
            return json == null ? "" : json.path("type").asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
