package dev.millrace.gateway.hub.trajectory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A device's message of type {@code trajectory}: the pose that a SLAM service would publish, in the field
 * {@code trajectory}.
 *
 * @param body the pose as JSON text, to the letter as it was sent; viewers get it as Python would write it
 * @param timestampNs its {@code timestamp_ns}; 0 when it has none that is an integer
 * @param matrix camera to world, 4 × 4, row by row, metres; empty when there is none that can be read
 */
record PoseMessage(String body, long timestampNs, List<Double> matrix) {

    static final String FIELD = "trajectory";

    private static final int SIDE = 4;
    private static final JsonFactory JSON = new JsonFactory();

    PoseMessage {
        matrix = List.copyOf(matrix);
    }

    /** Empty when the field is missing, or no object. */
    static Optional<PoseMessage> of(JsonNode message, String text) {
        var pose = message.path(FIELD);
        if (!pose.isObject()) return Optional.empty();
        var time = pose.path("timestamp_ns");
        return body(text)
                .map(body -> new PoseMessage(
                        body, time.canConvertToLong() && time.isIntegralNumber() ? time.longValue() : 0, matrix(pose)));
    }

    /** The text of the last field of that name, which is the one that a tree holds. */
    private static Optional<String> body(String text) {
        var found = Optional.<String>empty();
        try (var parser = JSON.createParser(new StringReader(text))) {
            parser.nextToken();
            for (var token = parser.nextToken(); token == JsonToken.FIELD_NAME; token = parser.nextToken()) {
                var isWanted = parser.currentName().equals(FIELD);
                parser.nextToken();
                var from = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                var to = (int) parser.currentLocation().getCharOffset();
                if (isWanted) found = Optional.of(text.substring(from, to));
            }
            return found;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Under {@code pose} or {@code pose_matrix}: services name it either way. */
    private static List<Double> matrix(JsonNode pose) {
        var rows = pose.has("pose") ? pose.path("pose") : pose.path("pose_matrix");
        var numbers = new ArrayList<Double>(SIDE * SIDE);
        for (var row : rows) {
            for (var number : row) {
                if (number.isNumber() && numbers.size() < SIDE * SIDE) numbers.add(number.doubleValue());
            }
        }
        var isMatrix = rows.size() == SIDE && numbers.size() == SIDE * SIDE;
        return isMatrix && numbers.stream().allMatch(Double::isFinite) ? numbers : List.of();
    }
}
