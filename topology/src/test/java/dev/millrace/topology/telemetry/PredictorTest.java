package dev.millrace.topology.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PredictorTest {

    @Test
    void shouldPredictTheNumberThatTheLegacyServerShowed() {
        // Given
        var predictor = Predictor.NEW;

        // When
        for (var power : new double[] {10, 19, 22, 24, 24}) predictor = predictor.after(power);

        // Then
        assertThat(predictor.value()).isEqualTo(19.830099999999998);
    }

    @Test
    void shouldTakeTheFirstValueForTheOneBeforeIt() {
        // Then
        assertThat(DoubleStream.of(10, 0.1, 80)
                        .map(first -> Predictor.NEW.after(first).value()))
                .containsExactly(0.3 * 10 + 0.7 * 10, 0.3 * 0.1 + 0.7 * 0.1, 0.3 * 80 + 0.7 * 80);
        assertThat(Predictor.NEW.value()).isZero();
    }
}
