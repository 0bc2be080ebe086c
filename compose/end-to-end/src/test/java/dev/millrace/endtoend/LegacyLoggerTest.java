package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.message.tesla.CompressedVehicleData;
import dev.millrace.message.tesla.TelemetryBatch;
import dev.millrace.message.tesla.VehicleData;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes by which dashboards control a logger, and those by which a documented client posts. */
class LegacyLoggerTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final String LOG = "{\"type\": \"log\", \"message\": \"%s\", \"log_type\": \"%s\"}";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Millrace millrace;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        var script = Files.writeString(
                directory.resolve("logger.sh"), "echo posting to $SERVER_PORT\nread key\necho offline\nread never\n");
        millrace = Millrace.start(
                directory.resolve("data"),
                Map.of("logger.command", "[/bin/sh, " + script + "]", "logger.directory", directory.toString()));
        await().atMost(LONG_ENOUGH).until(() -> status().contains("\"script_running\":false"));
    }

    @AfterAll
    static void stop() {
        millrace.close();
    }

    @Test
    void shouldStartAndStopTheLoggerAsDashboardsAskIt() throws Exception {
        // Given
        try (var dashboard = dashboard()) {
            dashboard.next(3);

            // When
            var replies = List.of(
                    post("/stop_script"),
                    post("/start_script"),
                    post("/logger/start"),
                    post("/toggle_offline"),
                    post("/logger/stop"),
                    post("/toggle_offline"));

            // Then
            assertThat(replies)
                    .containsExactly(
                            "{\"status\":\"error\",\"message\":\"Script not running\"}",
                            "{\"status\":\"success\",\"message\":\"Script started\"}",
                            "{\"status\":\"error\",\"message\":\"Script already running\"}",
                            "{\"status\":\"success\",\"message\":\"Toggled offline mode\"}",
                            "{\"status\":\"success\",\"message\":\"Script stopped\"}",
                            "{\"status\":\"error\",\"message\":\"Script not running\"}");
            var port = millrace.at("telemetry").replaceFirst(".*:", "");
            assertThat(dashboard.next(4))
                    .containsOnlyOnce(log("=== Logger Started ===", "success"))
                    .containsOnlyOnce(log("posting to " + port, "info"))
                    .endsWith(log("=== Logger Stopped ===", "warning"));
        }
    }

    @Test
    void shouldHeedWhatADashboardSaysOnItsSocket() throws Exception {
        // Given
        try (var dashboard = dashboard()) {
            dashboard.next(3);

            // When
            dashboard.say("no JSON");
            dashboard.say("{\"type\": \"start_logger\"}");

            // Then
            assertThat(dashboard.next(1)).containsExactly(log("=== Logger Started ===", "success"));
            assertThat(status()).contains("\"script_running\":true");
            dashboard.say("{\"type\": \"stop_logger\"}");
            await().atMost(LONG_ENOUGH).until(() -> status().contains("\"script_running\":false"));
        }
    }

    @Test
    void shouldForgetWhatWasClearedAndCountAnew() throws Exception {
        // Given
        var car = new Car(millrace, "5YJ3E1EA1KF400001");
        car.post(packet(1, 10));
        car.post(packet(2, 20));
        await().atMost(LONG_ENOUGH).until(() -> status().contains("\"timestamp\":2,"));

        // When
        var reply = post("/clear_data");

        // Then
        assertThat(reply).isEqualTo("{\"status\":\"success\",\"message\":\"Data cleared\",\"records_cleared\":0}");
        assertThat(status()).contains("\"latest\":[]", "\"total_readings\":0,");
        car.post(packet(3, 30));
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(status())
                        .contains("\"total_records\":1,", "\"timestamp\":3,", "\"total_readings\":4,"));
    }

    @Test
    void shouldAnswerAsItsDocumentationSaid() throws Exception {
        // When
        var good = postBytes("/api/telemetry", packet(7, 70).toByteArray(), "5YJ3E1EA1KF400002");
        var bad = postBytes("/api/telemetry", new byte[] {1, 2, 3}, "5YJ3E1EA1KF400002");
        var asEver = postBytes("/telemetry", new byte[] {1, 2, 3}, "5YJ3E1EA1KF400002");

        // Then
        assertThat(good.body())
                .matches("\\{\"status\":\"success\",\"records_buffered\":\\d+,\"compression_ratio\":[0-9.]+,"
                        + "\"transmitted_fields\":\\d+,\"skipped_fields\":\\d+}");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(asEver.statusCode()).isEqualTo(200);
        assertThat(bad.body()).isEqualTo("{\"status\":\"error\",\"message\":\"Failed to process telemetry\"}");
        assertThat(asEver.body()).isEqualTo(bad.body());
    }

    @Test
    void shouldTakeABatchWhole() throws Exception {
        // Given
        var batch = TelemetryBatch.newBuilder().setDeviceId("5YJ3E1EA1KF400003");
        for (var time = 101; time <= 105; time++) {
            batch.addRecords(VehicleData.newBuilder().setTimestamp(time).setVehicleSpeed(time));
        }

        // When
        var reply = postBytes("/api/telemetry/batch", batch.build().toByteArray(), "");
        var refused = postBytes("/api/telemetry/batch", new byte[] {1, 2, 3}, "");

        // Then
        assertThat(reply.body()).startsWith("{\"status\":\"success\",\"records\":5,");
        assertThat(refused.statusCode()).isEqualTo(400);
        await().atMost(LONG_ENOUGH).until(() -> status().contains("\"timestamp\":105,"));
    }

    private static CompressedVehicleData packet(long time, float speed) {
        return CompressedVehicleData.newBuilder()
                .setTimestamp(time)
                .setVehicleSpeed(speed)
                .build();
    }

    private static Dashboard dashboard() {
        return new Dashboard(HTTP, millrace.socket("telemetry", "/ws"));
    }

    private static String log(String text, String level) {
        return String.format(LOG, text, level);
    }

    private static String status() throws Exception {
        var request =
                HttpRequest.newBuilder(millrace.http("telemetry", "/status")).build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static String post(String path) throws Exception {
        var request = HttpRequest.newBuilder(millrace.http("telemetry", path))
                .POST(BodyPublishers.noBody())
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static HttpResponse<String> postBytes(String path, byte[] body, String vin) throws Exception {
        var request = HttpRequest.newBuilder(millrace.http("telemetry", path))
                .header("X-Compressed", "true")
                .POST(BodyPublishers.ofByteArray(body));
        if (!vin.isEmpty()) request.header("X-Vehicle-VIN", vin);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
