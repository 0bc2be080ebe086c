package dev.millrace.gateway.hub.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaidTest {

    @ParameterizedTest
    @ValueSource(strings = {"joystick", "movement", "rotation", "camera", "flightmode"})
    void shouldTakeTheCommandsOfTheWebsite(String type) {
        // When
        var said = Said.of("{\"type\":\"" + type + "\",\"action\":\"takeoff\"}");

        // Then
        assertThat(said).isInstanceOfSatisfying(Said.Command.class, command -> {
            assertThat(command.type()).isEqualTo(type);
            assertThat(command.isLanding()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | bad-json",
                "{\"type\":\"camera\"} x | bad-json",
                "{\"type\":\"flightmode\",\"action\":\"takeoff\",\"action\":\"land\"} | bad-json",
                "`` | no-object",
                "[1] | no-object",
                "\"movement\" | no-object",
                "{} | no-type",
                "{\"type\":[\"camera\"]} | no-type",
                "{\"type\":\"Camera\"} | unknown-type",
                "{\"type\":\"machineLearning\"} | unknown-type"
            })
    void shouldSayWhyATextIsNothing(String text, String reason) {
        // Then
        assertThat(Said.of(text)).isEqualTo(new Said.Nothing(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"flightmode\",\"action\":\"land\"} | true",
                "{\"action\":\"land\",\"type\":\"flightmode\",\"z\":NaN} | true",
                "{\"type\":\"flightmode\",\"action\":\"takeoff\"} | false",
                "{\"type\":\"camera\",\"action\":\"land\"} | false",
                "{\"type\":\"flightmode\",\"action\":[\"land\"]} | false"
            })
    void shouldKnowALanding(String text, boolean isLanding) {
        // Then
        assertThat(((Said.Command) Said.of(text)).isLanding()).isEqualTo(isLanding);
    }
}
