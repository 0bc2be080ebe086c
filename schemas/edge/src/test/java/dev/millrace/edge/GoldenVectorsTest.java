package dev.millrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The vectors of {@code schemas/golden/closed-loop} hold for this codec. They are inputs with what comes of them; with
 * {@code -Dmillrace.golden.record=true} what comes of them is written anew.
 */
class GoldenVectorsTest {

    private static final Path VECTORS = Path.of("..", "golden", "closed-loop");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static Stream<Path> vectors() throws IOException {
        try (var files = Files.list(VECTORS)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldEncodeAndDecodeAsWrittenDown(Path file) throws IOException {
        // Given
        var vector = (ObjectNode) JSON.readTree(file.toFile());

        // When
        var played = new Play(vector).play();

        // Then
        if (Boolean.getBoolean("millrace.golden.record"))
            Files.writeString(file, JSON.writeValueAsString(played) + "\n");
        assertThat(JSON.readTree(JSON.writeValueAsString(played))).isEqualTo(JSON.readTree(file.toFile()));
    }

    /** One vector: a vehicle's readings in order, then its packets as they arrive. */
    private static final class Play {

        private final ObjectNode vector;
        private final List<byte[]> packets = new ArrayList<>();
        private EdgeState state = EdgeState.NEW;

        Play(ObjectNode vector) {
            this.vector = vector.deepCopy();
        }

        ObjectNode play() {
            for (var vehicle : vector.get("vehicles")) encode((ObjectNode) vehicle);
            for (var arrival : vector.get("arrivals")) decode((ObjectNode) arrival);
            if (vector.has("batch")) vector.put("batch", hex(EdgeBatch.join("VIN1", packets)));
            return vector;
        }

        private void encode(ObjectNode vehicle) {
            var channels = stream(vehicle.get("channels"))
                    .map(channel -> new Channel(
                            channel.get("name").asText(),
                            channel.path("tolerance").asDouble(0),
                            channel.path("turn").asInt(0)))
                    .toList();
            var settings = new EdgeEncoder.Settings(
                    channels,
                    vehicle.get("keyframe_every").asInt(),
                    vehicle.get("interval_ms").asInt());
            var encoder = new EdgeEncoder(settings, vehicle.get("epoch").asLong());
            for (var reading : vehicle.get("readings")) {
                if (reading.path("keyframe_wanted").asBoolean()) encoder.wantKeyframe();
                var values = stream(reading.get("values"))
                        .mapToDouble(value -> value.isNull() ? Double.NaN : value.asDouble())
                        .toArray();
                packets.add(encoder.encode(reading.get("time_ms").asLong(), values));
                ((ObjectNode) reading).put("packet", hex(packets.get(packets.size() - 1)));
            }
        }

        private void decode(ObjectNode arrival) {
            var bytes = arrival.has("bytes")
                    ? HexFormat.of().parseHex(arrival.get("bytes").asText())
                    : packets.get(arrival.get("packet").asInt());
            var decoding = EdgeDecoder.decode(state, bytes);
            if (decoding instanceof Decoding.Decoded decoded) {
                state = decoded.next();
                arrival.put("outcome", "reading").set("reading", reading(decoded.reading()));
            } else {
                arrival.put(
                        "outcome",
                        decoding instanceof Decoding.Rejected rejected
                                ? "rejected: " + rejected.reason()
                                : "duplicate");
            }
            arrival.put("keyframe_wanted", state.isDegraded());
            arrival.put("state", hex(state.toBytes()));
        }

        private static ObjectNode reading(EdgeReading reading) {
            var json = JsonNodeFactory.instance.objectNode();
            json.put("epoch", reading.epoch());
            json.put("sequence", reading.sequence());
            json.put("time_ms", reading.timeMs());
            json.put("late", reading.isLate());
            var values = json.putObject("values");
            for (var value : reading.values()) {
                ArrayNode shown = values.putArray(value.name());
                shown.add(value.value()).add(value.provenance().name());
                value.bound().ifPresent(shown::add);
            }
            return json;
        }

        private static Stream<JsonNode> stream(JsonNode array) {
            return StreamSupport.stream(array.spliterator(), false);
        }

        private static String hex(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
    }
}
