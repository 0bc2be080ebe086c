package dev.millrace.gateway.hub.trajectory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoseMessageTest {

    private static final String IDENTITY = "[[1, 0, 0, 0.5], [0, 1, 0, -2], [0, 0, 1, 3e0], [0, 0, 0, 1]]";

    @Test
    void shouldKeepThePoseToTheLetter() {
        // Given
        var body = "{ \"timestamp_ns\": 1739402159030000000,  \"pose\": " + IDENTITY + ", \"name\":\"é\\u00e9\" }";

        // When
        var pose = read("{\"a\":[{}], \"trajectory\" : " + body + ", \"type\":\"trajectory\"}")
                .orElseThrow();

        // Then
        assertThat(pose.body()).isEqualTo(body);
        assertThat(pose.timestampNs()).isEqualTo(1739402159030000000L);
        assertThat(pose.matrix()).hasSize(16).startsWith(1.0, 0.0, 0.0, 0.5).endsWith(1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"trajectory\":[]}", "{\"trajectory\":\"here\"}", "{\"trajectory\":null}"})
    void shouldBeNoPoseWithoutAnObject(String text) {
        // When
        var pose = read(text);

        // Then
        assertThat(pose).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"trajectory\":{\"timestamp_ns\":1.5,\"pose\":[[1,0],[0,1]]}}",
                "{\"trajectory\":{\"timestamp_ns\":\"7\",\"pose\":7}}",
                "{\"trajectory\":{\"timestamp_ns\":99999999999999999999,\"pose\":[[1,2,3,4],[1,2,3,4],[1,2,3,4],[1,2,3,1e999]]}}"
            })
    void shouldPassOnWhatItCannotReadItself(String text) {
        // When
        var pose = read(text).orElseThrow();

        // Then
        assertThat(pose.timestampNs()).isZero();
        assertThat(pose.matrix()).isEmpty();
    }

    private static Optional<PoseMessage> read(String text) {
        try {
            return PoseMessage.of(new ObjectMapper().readTree(text), text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
