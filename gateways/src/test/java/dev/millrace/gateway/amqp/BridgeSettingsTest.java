package dev.millrace.gateway.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.gateway.GatewaySettings;
import dev.millrace.part.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BridgeSettingsTest {

    @Test
    void shouldBeOffUntilTheLegacyHubsVariableNamesABroker() {
        // Given
        var environment = Map.of("RABBITMQ_URL", "amqp://hub:secret@rabbit:5672/", "RESTART_EXCHANGE", "again");

        // When
        var bridge = bridge(GatewaySettings.of(environment));

        // Then
        assertThat(bridge(GatewaySettings.of(Map.of())).isOn()).isFalse();
        assertThat(bridge.isOn()).isTrue();
        assertThat(bridge.exchanges().restart()).isEqualTo("again");
        assertThat(bridge.exchanges().imuData()).isEqualTo("imu_data_exchange");
        assertThat(bridge.toString())
                .contains("rabbit:5672")
                .doesNotContain("secret")
                .doesNotContain("hub");
    }

    @Test
    void shouldRefuseOneNameForTwoExchanges() {
        // Given
        var settings = GatewaySettings.defaults().with("amqp.exchanges.restart", "imu_data_exchange");

        // When
        assertThatThrownBy(() -> bridge(settings))

                // Then
                .hasMessageContaining("two of them have the same name: imu_data_exchange");
    }

    private static BridgeSettings bridge(Settings settings) {
        return settings.as("amqp", BridgeSettings.class);
    }
}
