package dev.millrace.gateway.hub.device;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.gateway.SocketHandler;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What devices tell of themselves, as their battery: kept as it was said. */
final class Reports implements MessageKind {

    private static final Set<String> TYPES = Set.of(
            "log",
            "status_message",
            "error_message",
            "battery_status",
            "h264_stream_status",
            "video_file_stream_status",
            "resolution_change",
            "recording_status");

    private static final int LARGEST = 8 << 10;

    private final Presence presence;
    private final RejectedMessages rejected;

    Reports(Presence presence, RejectedMessages rejected) {
        this.presence = presence;
        this.rejected = rejected;
    }

    @Override
    public Set<String> types() {
        return TYPES;
    }

    @Override
    public Listener open(DeviceSession session) {
        return (message, text) -> take(session, message, text);
    }

    private CompletionStage<?> take(DeviceSession session, JsonNode message, String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            rejected.reject(session, "read-report", "too-large", text);
            return SocketHandler.DONE;
        }
        return presence.report(session, message.path("type").asText(), text);
    }
}
