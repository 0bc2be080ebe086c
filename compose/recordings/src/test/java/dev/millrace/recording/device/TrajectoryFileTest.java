package dev.millrace.recording.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.recording.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class TrajectoryFileTest {

    @Test
    void shouldSendLinesAsTheyAreAndMoveNothingButTheirTime() {
        // Given
        var line = "{\"frame\":7, \"timestamp_ns\": 1739402159030000000, \"pose\": [[1.0, 0, 0, 2e-3]], \"x\":\"é\"}";

        // When
        var pose = TrajectoryFile.parse("t.jsonl", line + "\n\n")
                .value()
                .orElseThrow()
                .poses()
                .get(0);

        // Then
        assertThat(pose.text(0)).isEqualTo("{\"type\":\"trajectory\",\"trajectory\":" + line + "}");
        assertThat(pose.text(1_000)).contains("\"timestamp_ns\": 1739402159030001000,");
    }

    @Test
    void shouldLeaveOutLinesWithoutATime() {
        // When
        var file = TrajectoryFile.parse(
                        "t.jsonl", "{\"timestamp_ns\":1}\nnot JSON\n{\"timestamp_ns\":99999999999999999999}\n")
                .value()
                .orElseThrow();

        // Then
        assertThat(file.poses()).hasSize(1);
        assertThat(file.badLines()).isEqualTo(2);
    }

    @Test
    void shouldSendEveryLineOfARealTrajectoryAsItIs() throws IOException {
        // Given
        var path = SharedData.file("drone/trajectory.jsonl");

        // When
        var file = TrajectoryFile.open(path).value().orElseThrow();

        // Then
        assertThat(StreamSupport.stream(file.spliterator(), false).map(pose -> pose.text(0)))
                .containsExactlyElementsOf(Files.readAllLines(path).stream()
                        .map(line -> "{\"type\":\"trajectory\",\"trajectory\":" + line + "}")
                        .toList());
    }
}
