package dev.millrace.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VehiclesTest {

    private final Vehicles vehicles = new Vehicles();

    @Test
    void shouldHaveAllFourFiguresFromTheStart() {
        // Then
        assertThat(PythonJson.HTTP.write(vehicles.compression()))
                .isEqualTo("{\"total_readings\":0,\"transmitted_readings\":0,\"skipped_readings\":0,"
                        + "\"compression_ratio\":0.0}");
    }

    @Test
    void shouldAddUpTheNewestCountersOfEachVehicle() {
        // When
        vehicles.update("A", new VehicleState(10, 8, 4, 0, false));
        vehicles.update("B", new VehicleState(3, 4, 3, 0, false));
        vehicles.update("A", new VehicleState(9, 4, 4, 0, false));

        // Then
        assertThat(vehicles.compression())
                .isEqualTo(Map.of(
                        "total_readings", 12L,
                        "transmitted_readings", 7L,
                        "skipped_readings", 5L,
                        "compression_ratio", 41.67));
    }

    @Test
    void shouldFollowCountersThatWereReset() {
        // When
        vehicles.update("A", new VehicleState(1, 400, 100, 0, false));
        vehicles.update("A", new VehicleState(2, 4, 4, 0, false));

        // Then
        assertThat(vehicles.compression()).containsEntry("total_readings", 4L).containsEntry("compression_ratio", 0.0);
    }

    @Test
    void shouldRememberWhatAnOlderStateHasCleared() {
        // Given
        vehicles.update("A", new VehicleState(9, 4, 4, 0, false));

        // When
        vehicles.update("A", new VehicleState(7, 0, 0, 7, true));

        // Then
        assertThat(vehicles.get("A")).isEqualTo(new VehicleState(9, 4, 4, 7, false));
    }
}
