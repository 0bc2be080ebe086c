package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.message.tesla.CompressedVehicleData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedMillrace.class)
class TelemetryTest {

    private static final long TIME = 1_766_000_000_000L;
    private static final String FULL = "0880f8b5eeb23315000000001d0000a04225000020412db6e6404630de02";
    private static final String ODOMETER_ALONE = "08d087b6eeb2332db6e64046";

    @Test
    void shouldShowGoldenPacketsOnTheDashboard(Millrace millrace) {
        // Given
        var car = new Car(millrace, "5YJ3E1EA1KF100001");
        try (var dashboard = new ClientSocket(millrace.socket("telemetry", "/ws"))) {
            await().until(() -> dashboard.texts.size() >= 3);

            // When
            var first = car.postHex(FULL);
            var second = car.postHex(ODOMETER_ALONE);

            // Then
            assertThat(first).startsWith("{\"status\":\"ok\",\"records_buffered\":");
            assertThat(second).startsWith("{\"status\":\"ok\",\"records_buffered\":");
            await().until(() -> shown(dashboard, car).size() == 2);
            assertReading(shown(dashboard, car).get(0), TIME);
            assertReading(shown(dashboard, car).get(1), TIME + 2_000);
        }
    }

    private static void assertReading(JsonNode reading, long timestamp) {
        assertThat(reading.get("timestamp").asLong()).isEqualTo(timestamp);
        assertThat(reading.get("speed").asDouble()).isEqualTo(0.0);
        assertThat(reading.get("battery").asDouble()).isEqualTo(80.0);
        assertThat(reading.get("power").asDouble()).isEqualTo(10.0);
        assertThat(reading.get("odometer").asDouble()).isEqualTo(12345.677734375);
        assertThat(reading.get("heading").asInt()).isEqualTo(350);
    }

    @Test
    void shouldNeverMixTwoVehicles(Millrace millrace) {
        // Given
        var one = new Car(millrace, "5YJ3E1EA1KF200001");
        var other = new Car(millrace, "5YJ3E1EA1KF200002");
        try (var dashboard = new ClientSocket(millrace.socket("telemetry", "/ws"))) {
            await().until(() -> dashboard.texts.size() >= 3);

            // When
            for (var power : List.of(10f, 19f, 22f, 24f, 24f)) {
                one.post(packet().setPowerKw(power).build());
                other.post(packet().setPowerKw(-power).build());
            }
            one.post(packet().build());
            other.post(packet().build());

            // Then
            await().until(() ->
                    shown(dashboard, one).size() == 6 && shown(dashboard, other).size() == 6);
            assertThat(powers(dashboard, one)).containsExactly(10.0, 19.0, 22.0, 24.0, 24.0, 19.830099999999998);
            assertThat(powers(dashboard, other))
                    .containsExactly(-10.0, -19.0, -22.0, -24.0, -24.0, -19.830099999999998);
        }
    }

    private static CompressedVehicleData.Builder packet() {
        return CompressedVehicleData.newBuilder().setTimestamp(TIME);
    }

    private static List<Double> powers(ClientSocket dashboard, Car car) {
        return shown(dashboard, car).stream()
                .map(reading -> reading.get("power").asDouble())
                .toList();
    }

    private static List<JsonNode> shown(ClientSocket dashboard, Car car) {
        return dashboard.messages().stream()
                .filter(message -> message.path("type").asText().equals("telemetry"))
                .filter(message -> message.path("vehicle_vin").asText().equals(car.shortVin()))
                .map(message -> message.get("data"))
                .toList();
    }
}
