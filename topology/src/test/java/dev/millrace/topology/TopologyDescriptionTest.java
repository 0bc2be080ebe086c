package dev.millrace.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topology.device.DeviceStatesTopology;
import dev.millrace.topology.imu.ImuOrderingTopology;
import dev.millrace.topology.telemetry.IngestionTopology;
import dev.millrace.topology.telemetry.ReconstructionTopology;
import dev.millrace.topology.telemetry.StatisticsTopology;
import dev.millrace.topology.tracking.TrackingTopology;
import dev.millrace.topology.tracking.task.TasksTopology;
import dev.millrace.topology.video.PlacementTopology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A change of a topology is a decision: it shows in the topology's expected_topology.txt. */
class TopologyDescriptionTest {

    static Stream<TopologyDefinition> definitions() {
        return Stream.of(
                new ReconstructionTopology(),
                new IngestionTopology(),
                new StatisticsTopology(),
                new PlacementTopology(),
                new DeviceStatesTopology(),
                new ImuOrderingTopology(),
                new TrackingTopology(),
                new TasksTopology());
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void shouldBeBuiltAsWrittenDown(TopologyDefinition definition) throws IOException {
        // Given
        var expected = definition.getClass().getResourceAsStream(definition.name() + "/expected_topology.txt");
        assertThat(expected).as("expected_topology.txt of " + definition.name()).isNotNull();

        // When
        try (var bench = new TopologyBench(definition)) {

            // Then
            assertThat(bench.description()).isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
