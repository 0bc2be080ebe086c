package dev.millrace.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.part.SettingsException;
import dev.millrace.topic.Cluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopologySettingsTest {

    @Test
    void shouldReadItsDefaults() {
        // When
        var settings = TopologySettings.defaults().as("topology", TopologySettings.class);

        // Then
        assertThat(settings.run()).containsExactly("all");
        assertThat(settings.commitInterval()).isBetween(Duration.ofMillis(20), Duration.ofMillis(50));
        assertThat(settings.poll()).isLessThanOrEqualTo(Duration.ofMillis(10));
        assertThat(TopologySettings.defaults().as("cluster", Cluster.class))
                .isEqualTo(Cluster.of("127.0.0.1:9092", "http://127.0.0.1:8081"));
    }

    @Test
    void shouldRefuseATakeoverThatIsShorterThanACommit() {
        // Given
        var settings = TopologySettings.defaults().with("topology.takeover", "10ms");

        // Then
        assertThatThrownBy(() -> settings.as("topology", TopologySettings.class))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("takeover");
    }

    @Test
    void shouldFindTheTopologiesOfThisJarByName() {
        // Then
        assertThat(Definitions.named(List.of("all")))
                .extracting(TopologyDefinition::name)
                .contains("telemetry-reconstruction", "video-placement");
        assertThat(Definitions.named(List.of("video-placement"))).hasSize(1);
        assertThatThrownBy(() -> Definitions.named(List.of("video-placemnt")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("video-placement");
    }
}
