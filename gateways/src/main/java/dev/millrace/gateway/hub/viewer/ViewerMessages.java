package dev.millrace.gateway.hub.viewer;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.gateway.live.Encoding;
import dev.millrace.gateway.live.Payload;
import dev.millrace.gateway.python.PythonJson;
import dev.millrace.message.analysis.AnalysisResult;
import dev.millrace.message.analysis.AnalysisResult.Header;
import dev.millrace.message.system.SystemRestart;
import dev.millrace.message.trajectory.TrajectoryPose;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/** What viewers are sent, as the legacy hub wrote it. */
final class ViewerMessages {

    /** A message that is not sent. */
    static final Payload NONE = Payload.text("");

    static final Payload RESTART = Payload.text("{\"type\": \"restart\"}");

    static final Encoding<TrajectoryPose> TRAJECTORY =
            live -> trajectory(live.value()).map(Payload::text).orElse(NONE);

    static final Encoding<AnalysisResult> PICTURE =
            live -> picture(live.value()).map(Payload::text).orElse(NONE);

    private static final Set<String> PICTURES = Set.of("application/octet-stream", "image/jpeg");

    /** An older call to begin anew has been heard, or missed for good. */
    private static final Duration RESTART_COUNTS = Duration.ofSeconds(10);

    private ViewerMessages() {}

    /** Empty when the pose is no JSON. */
    static Optional<String> trajectory(TrajectoryPose pose) {
        return rewritten(pose.getBody()).map(body -> "{\"type\": \"trajectory_update\", \"pose\": " + body + "}");
    }

    /** The JPEG as text, and each header as a field; empty for a result that is no picture. */
    static Optional<String> picture(AnalysisResult result) {
        if (!PICTURES.contains(result.getContentType())) return Optional.empty();
        var json = new LinkedHashMap<String, Object>();
        json.put("type", "processed_frame");
        json.put("frame_data", base64(result.getBody().toByteArray()));
        result.getHeadersMap().forEach((name, header) -> json.putIfAbsent(name, value(header)));
        return Optional.of(PythonJson.SOCKET.write(json));
    }

    /** Whether a call to begin anew still counts. */
    static boolean isTimely(SystemRestart restart, Duration sinceAppended, Instant now) {
        var issuedNs = restart.getIssuedNs();
        var issued = issuedNs > 0 ? Instant.ofEpochSecond(0, issuedNs) : now.minus(sinceAppended);
        return !issued.isBefore(now.minus(RESTART_COUNTS));
    }

    /** To viewers that opted in: how many messages they did not get. */
    static Payload dropped(long messages) {
        return Payload.text("{\"type\": \"dropped\", \"count\": " + messages + "}");
    }

    /** JSON as Python writes it; empty when it is none. */
    static Optional<String> rewritten(String json) {
        try {
            return Optional.of(PythonJson.SOCKET.write(PythonJson.read(json)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Object value(Header header) {
        return switch (header.getValueCase()) {
            case TEXT -> header.getText();
            case INTEGER -> header.getInteger();
            case NUMBER -> header.getNumber();
            case TRUTH -> header.getTruth();
            case DATA -> base64(header.getData().toByteArray());
            case VALUE_NOT_SET -> new PythonJson.Verbatim("null");
        };
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
