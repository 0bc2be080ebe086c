package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.part.SettingsException;
import dev.millrace.topic.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GatewaySettingsTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([a-z.-]+)` \\| (.*?) \\|.*", Pattern.MULTILINE);

    @Test
    void shouldBindEveryKeyOfTheFile() {
        // Given
        var settings = GatewaySettings.defaults();

        // When
        var gateway = settings.as("gateway", GatewaySettings.class);
        var cluster = settings.as("cluster", Cluster.class);

        // Then
        assertThat(gateway.port()).isEqualTo(8080);
        assertThat(gateway.legacyPorts()).isEqualTo(Map.of("hub", 5001, "telemetry", 8001));
        assertThat(gateway.instance()).isNotEmpty();
        assertThat(cluster.namespace()).isEmpty();
    }

    @Test
    void shouldListTheSameKeysInTheReadme() throws IOException {
        // Given
        var readme = Files.readString(Path.of("README.md")).split("## Settings")[1];

        // When
        var documented = ROW.matcher(readme).results().map(row -> row.group(1)).toList();

        // Then
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(GatewaySettings.defaults().keys());
    }

    @Test
    void shouldTakeTheNamesOfTheLegacyServers() {
        // Given
        var environment = Map.of("BIND_HOST", "::1", "API_PORT", "5002", "PORT", "8002", "MILLRACE_GATEWAY_PORT", "0");

        // When
        var settings = GatewaySettings.of(environment).as("gateway", GatewaySettings.class);

        // Then
        assertThat(settings.host()).isEqualTo("::1");
        assertThat(settings.legacyPorts()).isEqualTo(Map.of("hub", 5002, "telemetry", 8002));
        assertThat(settings.port()).isZero();
    }

    @Test
    void shouldSayWhatIsWrong() {
        // Given
        var contradiction = GatewaySettings.defaults()
                .with("gateway.access.auth", "none")
                .with("gateway.access.tokens-file", "tokens");
        var port = GatewaySettings.defaults().with("gateway.port", "70000");

        // When
        // Then
        assertThatThrownBy(() -> contradiction.as("gateway", GatewaySettings.class))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("auth is none, but there is a tokens-file");
        assertThatThrownBy(() -> port.as("gateway", GatewaySettings.class)).hasMessageContaining("not a port: 70000");
        assertThatThrownBy(() -> GatewaySettings.defaults().with("gateway.prot", "1"))
                .hasMessageContaining("unknown setting gateway.prot");
    }
}
