package dev.millrace.recording.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.message.tesla.CompressedVehicleData;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EdgePredictorTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_766_000_000_000L;

    private final EdgePredictor predictor = new EdgePredictor();

    @Test
    void shouldWriteTheGoldenFirstPacket() {
        // Given
        Reading first = reading(START, 0, 80, 10, 350);

        // When
        CompressedVehicleData message = predictor.compress(first, 0);

        // Then
        assertThat(hex(message)).isEqualTo("0880f8b5eeb23315000000001d0000a04225000020412db6e6404630de02");
    }

    @Test
    void shouldWriteTheGoldenPacketWithoutFields() {
        // Given
        predictor.compress(reading(START, 0, 80, 10, 350), 0);

        // When
        CompressedVehicleData message = predictor.compress(reading(START + 2_000, 0, 80, 10, 350), 2 * SECOND);

        // Then
        assertThat(hex(message)).isEqualTo("08d087b6eeb2332db6e64046");
    }

    @Test
    void shouldWriteTheGoldenResyncPacket() {
        // Given
        predictor.compress(reading(START - 30_000, 0, 80, 10, 350), 0);

        // When
        CompressedVehicleData message = predictor.compress(reading(START, 0, 80, 10, 350), 30 * SECOND);

        // Then
        assertThat(hex(message)).isEqualTo("0880f8b5eeb23315000000001d0000a04225000020412db6e6404630de023801");
    }

    @Test
    void shouldResyncOnlyAfterThirtyWholeSecondsAndCountFromThere() {
        // Given
        List<Long> nanos = List.of(5 * SECOND, 35 * SECOND - 1, 35 * SECOND, 64 * SECOND, 65 * SECOND);

        // When
        List<Boolean> resyncs = nanos.stream()
                .map(at ->
                        predictor.compress(reading(START, 0, 80, 10, 350), at).getIsResync())
                .toList();

        // Then
        assertThat(resyncs).containsExactly(false, false, true, false, true);
    }

    @Test
    void shouldSendPowerUntilItsPredictionCatchesUp() {
        // Given
        List<Integer> powers = List.of(10, 19, 22, 24, 24, 23, 20, 16);

        // When
        List<Boolean> sent = powers.stream()
                .map(power ->
                        predictor.compress(reading(START, 0, 80, power, 350), 0).hasPowerKw())
                .toList();

        // Then
        assertThat(sent).containsExactly(true, true, true, true, true, false, false, false);
    }

    @Test
    void shouldSendOnlyWhatDiffersByMoreThanTheThreshold() {
        // Given
        predictor.compress(reading(START, 10, 80, 10, 100), 0);

        // When
        CompressedVehicleData atThreshold = predictor.compress(reading(START, 12, 80.5f, 15, 105), 0);

        // Then
        assertThat(atThreshold.hasVehicleSpeed()).isFalse();
        assertThat(atThreshold.hasBatteryLevel()).isFalse();
        assertThat(atThreshold.hasPowerKw()).isFalse();
        assertThat(atThreshold.hasHeading()).isFalse();
    }

    @Test
    void shouldTakeTheStepAcrossNorthForALargeOne() {
        // Given
        predictor.compress(reading(START, 0, 80, 10, 359), 0);

        // When
        CompressedVehicleData message = predictor.compress(reading(START, 0, 80, 10, 1), 0);

        // Then
        assertThat(message.hasHeading()).isTrue();
    }

    @Test
    void shouldNeverSendAFieldThatHasBecomeNaNBeforeTheNextResync() {
        // Given
        predictor.compress(reading(START, 10, 80, 10, 90), 0);

        // When
        List<Boolean> sent = IntStream.of(1, 2, 29, 30)
                .mapToObj(second -> predictor
                        .compress(reading(START, Float.NaN, 80, 10, 90), second * SECOND)
                        .hasVehicleSpeed())
                .toList();

        // Then
        assertThat(sent).containsExactly(false, false, false, true);
    }

    private static Reading reading(long timestamp, float speed, float battery, float power, int heading) {
        return new Reading(timestamp, speed, battery, power, 12345.678f, heading, 0, 0);
    }

    private static String hex(CompressedVehicleData message) {
        return HexFormat.of().formatHex(message.toByteArray());
    }
}
