package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The bytes and texts that were seen on the wire of the legacy server. */
class TelemetryGoldenTest {

    private static final String FULL_FIRST = "0880f8b5eeb23315000000001d0000a04225000020412db6e6404630de02";
    private static final String NOTHING_BUT_TIME = "08d087b6eeb2332db6e64046";
    private static final String UNCOMPRESSED = "0880f8b5eeb23315000083421d0000a0422d000060c0350000c03f385a";
    private static final String RECEIVED_AT =
            "\"received_at\": \"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{6})?\"";

    @TempDir
    static Path directory;

    private static Kafka kafka;

    private TelemetryPlatform platform;

    @BeforeAll
    static void startKafka() {
        kafka = new Kafka(directory);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void start(TestInfo test) {
        platform = new TelemetryPlatform(
                kafka.in("t" + Integer.toHexString(test.getDisplayName().hashCode())));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void shouldSpeakAsTheLegacyServerDid() throws IOException, InterruptedException {
        try (var dashboard = platform.dashboard("")) {
            // Then
            assertThat(dashboard.next(3))
                    .containsExactly(
                            "{\"type\": \"log\", \"message\": \"Connected to telemetry server\", \"log_type\": \"success\"}",
                            "{\"type\": \"history\", \"data\": []}",
                            "{\"type\": \"log\", \"message\": \"Loaded 0 historical telemetry records\", \"log_type\": \"info\"}");

            // When
            dashboard.say("start_logger");
            assertThat(platform.post(FULL_FIRST, "X-Compressed", "true"))
                    .isEqualTo("{\"status\":\"ok\",\"records_buffered\":1}");
            assertThat(fixed(dashboard.next(2)))
                    .containsExactly(
                            "{\"type\": \"log\", \"message\": \"[KAFKA] Received: Speed, Battery, Power, Heading\", \"log_type\": \"info\"}",
                            "{\"type\": \"telemetry\", \"data\": {\"timestamp\": 1766000000000, \"speed\": 0.0, \"battery\": 80.0, \"power\": 10.0, \"odometer\": 12345.677734375, \"heading\": 350, RECEIVED_AT}, \"vehicle_vin\": \"000001\", \"compression_stats\": {\"total_readings\": 4, \"transmitted_readings\": 4, \"skipped_readings\": 0, \"compression_ratio\": 0.0}}");

            assertThat(platform.post(NOTHING_BUT_TIME, "X-Compressed", "true"))
                    .isEqualTo("{\"status\":\"ok\",\"records_buffered\":2}");
            assertThat(fixed(dashboard.next(2)))
                    .containsExactly(
                            "{\"type\": \"log\", \"message\": \"[KAFKA] Received: No updates\", \"log_type\": \"info\"}",
                            "{\"type\": \"telemetry\", \"data\": {\"timestamp\": 1766000002000, \"speed\": 0.0, \"battery\": 80.0, \"power\": 10.0, \"odometer\": 12345.677734375, \"heading\": 350, RECEIVED_AT}, \"vehicle_vin\": \"000001\", \"compression_stats\": {\"total_readings\": 8, \"transmitted_readings\": 4, \"skipped_readings\": 4, \"compression_ratio\": 50.0}}");

            platform.post(FULL_FIRST + "3801", "X-Compressed", "true", "X-Vehicle-VIN", "5YJSA1E26MF000003");
            assertThat(fixed(dashboard.next(2)))
                    .first()
                    .asString()
                    .contains("Received: Speed, Battery, Power, Heading [RESYNC]");

            platform.post(UNCOMPRESSED);
            var uncompressed = fixed(dashboard.next(2));
            assertThat(uncompressed.get(0))
                    .isEqualTo(
                            "{\"type\": \"log\", \"message\": \"[KAFKA] \\u2713 Received: Speed=65.5 mph, Battery=80.0%, Power=-3.5 kW\", \"log_type\": \"success\"}");
            assertThat(uncompressed.get(1))
                    .contains("\"compression_ratio\": 33.33")
                    .contains("\"heading\": 90");
        }
    }

    @Test
    void shouldRefuseBadBytesWithTheLegacyBodyAndTakeAnEmptyOne() throws IOException, InterruptedException {
        // Given
        var refusal = "{\"status\":\"error\",\"message\":\"Failed to process telemetry\"}";
        try (var dashboard = platform.dashboard("")) {
            dashboard.next(3);

            // Then
            assertThat(platform.post("ff", "X-Compressed", "true")).isEqualTo(refusal);
            assertThat(dashboard.next(1))
                    .containsExactly(
                            "{\"type\": \"log\", \"message\": \"[ERROR] Failed to process telemetry: Error parsing message with type 'tesla.CompressedVehicleData'\", \"log_type\": \"error\"}");
            assertThat(platform.post("150000c07f", "X-Compressed", "true")).isEqualTo(refusal);
            dashboard.next(1);
            assertThat(platform.post("", "X-Compressed", "true"))
                    .isEqualTo("{\"status\":\"ok\",\"records_buffered\":1}");
            assertThat(dashboard.next(2)).last().asString().contains("\"timestamp\": 0, \"speed\": 0.0");
        }
    }

    @Test
    void shouldTellTheHistoryAndTheTotalsAfterARestartToo() throws IOException, InterruptedException {
        // Given
        for (var vin : List.of("A00000001", "B00000002", "A00000001")) {
            platform.post(FULL_FIRST, "X-Compressed", "true", "X-Vehicle-VIN", vin);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> status().contains("\"total_readings\":12"));

        // When
        platform.restartGateway();

        // Then
        try (var dashboard = platform.dashboard("?detail=full")) {
            var greeting = dashboard.next(3);
            assertThat(greeting.get(1))
                    .containsSubsequence("\"A00000001\"", "\"B00000002\"", "\"A00000001\"")
                    .contains("\"provenance\": {\"speed\": \"transmitted\"");
            assertThat(greeting.get(2)).contains("Loaded 3 historical telemetry records");
        }
        assertThat(status())
                .contains("\"total_records\":3")
                .contains(
                        "\"compression_stats\":{\"total_readings\":12,\"transmitted_readings\":12,\"skipped_readings\":0,\"compression_ratio\":0.0}");
    }

    @Test
    void shouldAnswerTheOtherRoutesAsTheLegacyServerDid() throws IOException {
        // Then
        assertThat(platform.request("GET", "/").body())
                .isEqualTo(
                        "{\"message\":\"Tesla Telemetry Server\",\"records_buffered\":0,\"active_connections\":0,\"compression_enabled\":true}");
        assertThat(status())
                .isEqualTo(
                        "{\"total_records\":0,\"active_websockets\":0,\"latest\":[],\"script_running\":false,\"compression_stats\":{\"total_readings\":0,\"transmitted_readings\":0,\"skipped_readings\":0,\"compression_ratio\":0.0},\"status\":\"healthy\",\"supabase_enabled\":false}");
        var missing = platform.request("GET", "/api/nothing");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).isEqualTo("{\"detail\":\"Not Found\"}");
        var wrong = platform.request("GET", "/telemetry");
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
        assertThat(wrong.headers().firstValue("Allow")).contains("POST");
    }

    private String status() throws IOException {
        return platform.request("GET", "/status").body();
    }

    private static List<String> fixed(List<String> messages) {
        return messages.stream()
                .map(message -> message.replaceAll(RECEIVED_AT, "RECEIVED_AT"))
                .toList();
    }
}
