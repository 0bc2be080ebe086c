package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.edge.Arrival;
import dev.millrace.edge.Channel;
import dev.millrace.edge.EdgeEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readings from a vehicle's encoder to the database and back, with what goes wrong on the road. */
class ArchivedTelemetryTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long START_MS = 1_766_000_000_000L;

    private static Millrace millrace;

    @BeforeAll
    static void start(@TempDir Path directory) {
        millrace = Millrace.start(directory, Map.of("connect.as", "child"));
    }

    @AfterAll
    static void stop() {
        millrace.close();
    }

    @Test
    void shouldKeepEachReadingOnceWithItsBound() throws Exception {
        // Given
        var vin = "5YJ3E1EA1KF500001";
        var encoder = encoder();
        var packets = new ArrayList<byte[]>();
        for (var i = 0; i < 30; i++) packets.add(encoder.encode(START_MS + i * 1000L, 30 + i * 0.37, 48.1 + i * 1e-4));

        // When
        for (var packet : packets) post(vin, packet);
        for (var packet : packets) post(vin, packet);

        // Then
        var records = awaitRecords(vin, 30);
        for (var i = 0; i < 30; i++) {
            var record = records.get(i);
            assertThat(record.get("timestamp").asLong()).isEqualTo(START_MS + i * 1000L);
            assertThat(record.get("protocol").asText()).isEqualTo("closed-loop");
            assertThat(record.get("bounds").get("speed").asDouble()).isEqualTo(0.5);
            assertThat(Math.abs(record.get("speed").asDouble() - (30 + i * 0.37)))
                    .isLessThanOrEqualTo(0.5);
            assertThat(Math.abs(record.get("latitude").asDouble() - (48.1 + i * 1e-4)))
                    .isLessThanOrEqualTo(1e-5);
        }
    }

    @Test
    void shouldAskForAKeyframeWhenAPacketIsLost() throws Exception {
        // Given
        var vin = "5YJ3E1EA1KF500002";
        var encoder = encoder();
        post(vin, encoder.encode(START_MS, 10, 48));
        encoder.encode(START_MS + 1000, 50, 48);

        // When
        var asked = new ArrayList<Boolean>();
        for (var i = 2; i < 200 && !asked.contains(true); i++) {
            asked.add(
                    post(vin, encoder.encode(START_MS + i * 1000L, 50 + i, 48)).has("resync"));
        }

        // Then
        assertThat(asked).contains(true);
        encoder.wantKeyframe();
        post(vin, encoder.encode(START_MS + 900_000, 60, 48));
        var records = awaitRecords(vin, asked.size() + 2);
        assertThat(records.get(1).get("provenance").get("speed").asText()).isEqualTo("degraded");
        assertThat(records.get(1).get("bounds").has("speed")).isFalse();
        assertThat(records.get(records.size() - 1)
                        .get("provenance")
                        .get("speed")
                        .asText())
                .isEqualTo("transmitted");
        await().atMost(LONG_ENOUGH)
                .until(() ->
                        !post(vin, encoder.encode(START_MS + 901_000, 60, 48)).has("resync"));
    }

    @Test
    void shouldKeepWhatALegacyLoggerSendsTwiceOnce() throws Exception {
        // Given
        var car = new Car(millrace, "5YJ3E1EA1KF500003");
        var full = "0880f8b5eeb23315000000001d0000a04225000020412db6e6404630de02";

        // When
        car.postHex(full);
        car.postHex(full);
        car.postHex("08d087b6eeb2332db6e64046");

        // Then
        var records = awaitRecords(car.vin(), 2);
        assertThat(records.get(0).get("power").asDouble()).isEqualTo(10.0);
        assertThat(records.get(1).get("provenance").get("power").asText()).isEqualTo("predicted");
        assertThat(records.get(1).get("bounds")).isEmpty();
        await().atMost(LONG_ENOUGH)
                .until(() -> get("/status").get("supabase_enabled").asBoolean());
        var vehicle = awaitVehicle(car.vin(), 3);
        assertThat(vehicle.get("compression").get("skipped_percent").asDouble()).isEqualTo(33.33);
    }

    private static EdgeEncoder encoder() {
        var channels = List.of(Channel.of("speed", 0.5), Channel.of("latitude", 1e-5));
        return new EdgeEncoder(EdgeEncoder.Settings.of(channels), 1);
    }

    private static List<JsonNode> awaitRecords(String vin, int count) {
        return await().atMost(LONG_ENOUGH).ignoreExceptions().until(() -> records(vin), found -> found.size() == count);
    }

    private static List<JsonNode> records(String vin) throws Exception {
        var found = new ArrayList<JsonNode>();
        get("/api/vehicles/" + vin + "/records?limit=10000").get("records").forEach(found::add);
        return found;
    }

    private static JsonNode awaitVehicle(String vin, int packets) {
        return await().atMost(LONG_ENOUGH)
                .ignoreExceptions()
                .until(
                        () -> vehicle(vin),
                        found -> found.get("compression").get("packets").asInt() == packets);
    }

    private static JsonNode vehicle(String vin) throws Exception {
        for (var vehicle : get("/api/vehicles").get("vehicles")) {
            if (vehicle.get("vin").asText().equals(vin)) return vehicle;
        }
        throw new AssertionError("there is no vehicle " + vin);
    }

    private static JsonNode post(String vin, byte[] packet) throws Exception {
        var request = HttpRequest.newBuilder(millrace.http("telemetry", "/telemetry"))
                .header("Content-Type", Arrival.CLOSED_LOOP)
                .header("X-Vehicle-VIN", vin)
                .POST(HttpRequest.BodyPublishers.ofByteArray(packet))
                .build();
        var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static JsonNode get(String path) throws Exception {
        var request = HttpRequest.newBuilder(millrace.http("telemetry", path)).build();
        return JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
