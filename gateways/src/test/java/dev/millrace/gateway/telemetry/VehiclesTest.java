package dev.millrace.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.python.PythonJson;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VehiclesTest {

    private final Vehicles vehicles = new Vehicles();

    @Test
    void shouldHaveAllFourFiguresFromTheStart() {
        // Then
        assertThat(PythonJson.HTTP.write(vehicles.compression().json(Detail.LEGACY)))
                .isEqualTo("{\"total_readings\":0,\"transmitted_readings\":0,\"skipped_readings\":0,"
                        + "\"compression_ratio\":0.0}");
    }

    @Test
    void shouldAddUpTheNewestCountersOfEachVehicle() {
        // When
        vehicles.update("A", new VehicleState(10, new Compression(8, 4, 0, 0), 0, false));
        vehicles.update("B", new VehicleState(3, new Compression(4, 3, 0, 0), 0, false));
        vehicles.update("A", new VehicleState(9, new Compression(4, 4, 0, 0), 0, false));

        // Then
        assertThat(vehicles.compression().json(Detail.LEGACY))
                .isEqualTo(Map.of(
                        "total_readings", 12L,
                        "transmitted_readings", 7L,
                        "skipped_readings", 5L,
                        "compression_ratio", 41.67));
    }

    @Test
    void shouldTellTheBytesToThoseWhoAskedForDetail() {
        // When
        vehicles.update("A", new VehicleState(1, new Compression(8, 4, 60, 200), 0, false));
        vehicles.update("B", new VehicleState(1, new Compression(4, 4, 40, 50), 0, false));

        // Then
        assertThat(vehicles.compression().json(Detail.FULL))
                .containsEntry("packet_bytes", 100L)
                .containsEntry("full_bytes", 250L);
        assertThat(vehicles.compression().json(Detail.LEGACY)).doesNotContainKeys("packet_bytes", "full_bytes");
    }

    @Test
    void shouldFollowCountersThatWereReset() {
        // When
        vehicles.update("A", new VehicleState(1, new Compression(400, 100, 0, 0), 0, false));
        vehicles.update("A", new VehicleState(2, new Compression(4, 4, 0, 0), 0, false));

        // Then
        assertThat(vehicles.compression().json(Detail.LEGACY))
                .containsEntry("total_readings", 4L)
                .containsEntry("compression_ratio", 0.0);
    }

    @Test
    void shouldRememberWhatAnOlderStateHasCleared() {
        // Given
        vehicles.update("A", new VehicleState(9, new Compression(4, 4, 0, 0), 0, false));

        // When
        vehicles.update("A", new VehicleState(7, new Compression(0, 0, 0, 0), 7, true));

        // Then
        assertThat(vehicles.get("A")).isEqualTo(new VehicleState(9, new Compression(4, 4, 0, 0), 7, false));
    }
}
