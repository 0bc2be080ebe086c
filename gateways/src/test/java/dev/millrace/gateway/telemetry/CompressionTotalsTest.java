package dev.millrace.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CompressionTotalsTest {

    private final CompressionTotals totals = new CompressionTotals();

    @Test
    void shouldHaveAllFourFiguresFromTheStart() {
        // Then
        assertThat(PythonJson.HTTP.write(totals.json()))
                .isEqualTo("{\"total_readings\":0,\"transmitted_readings\":0,\"skipped_readings\":0,"
                        + "\"compression_ratio\":0.0}");
    }

    @Test
    void shouldAddUpTheNewestCountersOfEachVehicle() {
        // When
        totals.update("A", 10, 8, 4);
        totals.update("B", 3, 4, 3);
        totals.update("A", 9, 4, 4);

        // Then
        assertThat(totals.json())
                .isEqualTo(Map.of(
                        "total_readings", 12L,
                        "transmitted_readings", 7L,
                        "skipped_readings", 5L,
                        "compression_ratio", 41.67));
    }

    @Test
    void shouldFollowCountersThatWereReset() {
        // When
        totals.update("A", 1, 400, 100);
        totals.update("A", 2, 4, 4);

        // Then
        assertThat(totals.json()).containsEntry("total_readings", 4L).containsEntry("compression_ratio", 0.0);
    }
}
