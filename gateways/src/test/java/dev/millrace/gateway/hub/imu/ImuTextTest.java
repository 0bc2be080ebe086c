package dev.millrace.gateway.hub.imu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.hub.imu.ImuText.Rejected;
import dev.millrace.gateway.hub.imu.ImuText.Sample;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImuTextTest {

    private static final String VECTORS =
            "\"accelerometer\":{\"x\":1,\"y\":-2.5,\"z\":\"9.81\"},\"gyroscope\":{\"x\":0.1,\"y\":\"1e-3\",\"z\":-0.0}";

    @Test
    void shouldReadTheFormAtTheTopAndTheNestedOneAlike() {
        // When
        var top = sample("{\"type\":\"imu_data\",\"timestamp\":1739402161351000001," + VECTORS + "}");
        var nested = sample("{\"imu_data\":{" + VECTORS + "},\"timestamp\":1739402161351000001,\"type\":\"imu_data\"}");
        var within = sample("{\"imu_data\":{\"timestamp\":1739402161351000001," + VECTORS + "},\"type\":\"imu_data\"}");

        // Then
        for (var read : List.of(top, nested, within)) {
            assertThat(read.values()).containsExactly(1.0, -2.5, 9.81, 0.1, 0.001, -0.0);
            assertThat(read.token()).isEqualTo("1739402161351000001");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9223372036854775807", "1.5e+18", "\"1739402161351000001\"", "-0.5", "\"1.7394E9\"", "007.0e0"})
    void shouldKeepAStampAsItStands(String token) {
        // When
        var read = ImuText.read("{\"timestamp\":" + token + "," + VECTORS + "}");

        // Then
        if (token.startsWith("00")) assertThat(read).isEqualTo(new Rejected("bad-json"));
        else assertThat(((Sample) read).token()).isEqualTo(token);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1] | not-an-object",
                "{\"timestamp\":1 | bad-json",
                "{\"accelerometer\":{\"x\":1,\"y\":1,\"z\":1},\"gyroscope\":{\"x\":1,\"y\":1,\"z\":1}} | no-timestamp",
                "{\"timestamp\":true,\"accelerometer\":{\"x\":1,\"y\":1,\"z\":1}} | no-timestamp",
                "{\"timestamp\":\"soon\",\"accelerometer\":{\"x\":1,\"y\":1,\"z\":1}} | bad-timestamp",
                "{\"timestamp\":1,\"gyroscope\":{\"x\":1,\"y\":1,\"z\":1}} | no-accelerometer",
                "{\"timestamp\":1,\"accelerometer\":{\"x\":1,\"y\":1,\"z\":1}} | no-gyroscope",
                "{\"timestamp\":1,\"accelerometer\":{\"x\":1,\"y\":1,\"z\":null},\"gyroscope\":{\"x\":1,\"y\":1,\"z\":1}}"
                        + " | bad-axis",
                "{\"timestamp\":1,\"accelerometer\":{\"x\":1,\"y\":\"0x1p3\",\"z\":1},\"gyroscope\":{\"x\":1,\"y\":1,\"z\":1}}"
                        + " | bad-axis",
                "{\"timestamp\":1,\"accelerometer\":{\"x\":1,\"y\":1e999,\"z\":1},\"gyroscope\":{\"x\":1,\"y\":1,\"z\":1}}"
                        + " | bad-axis",
                "{\"timestamp\":1,\"accelerometer\":{\"x\":1,\"y\":NaN,\"z\":1},\"gyroscope\":{\"x\":1,\"y\":1,\"z\":1}}"
                        + " | bad-axis",
                "{\"timestamp\":-Infinity} | bad-timestamp",
            })
    void shouldSayWhyItIsNoSample(String text, String reason) {
        // Then
        assertThat(ImuText.read(text)).isEqualTo(new Rejected(reason));
    }

    @Property
    void shouldReadEveryTextWithoutAnException(@ForAll String text) {
        // Then
        assertThat(ImuText.read(text)).isNotNull();
        assertThat(ImuText.read("{\"timestamp\":" + text + "," + VECTORS + "}")).isNotNull();
    }

    private static Sample sample(String text) {
        return (Sample) ImuText.read(text);
    }
}
