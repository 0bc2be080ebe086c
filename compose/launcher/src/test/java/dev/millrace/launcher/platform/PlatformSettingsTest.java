package dev.millrace.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.part.PartFailure;
import dev.millrace.part.Settings;
import dev.millrace.part.SettingsException;
import dev.millrace.topology.TopologySettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlatformSettingsTest {

    @Test
    void shouldTakeDefaultsThenEnvironmentThenChoices() {
        // Given
        var environment = Map.of("MILLRACE_PORTS_HUB", "1", "MILLRACE_PORTS_CONSOLE", "1");

        // When
        var read = PlatformSettings.read(environment, Map.of("ports.console", "2"));

        // Then
        assertThat(read.settings().ports())
                .isEqualTo(new PlatformSettings.Ports(2, 1, 8001, 9092, 8081, 8083, 5433, 5672));
        assertThat(read.given()).containsExactlyInAnyOrder("ports.hub", "ports.console");
    }

    @Test
    void shouldLeaveWhatItDoesNotKnowToTheParts() {
        // Given
        var choices = Map.of("topology.commit-interval", "40ms", "topology.as", "child");

        // When
        var read = PlatformSettings.read(Map.of(), choices);

        // Then
        assertThat(read.forParts()).containsExactly(Map.entry("topology.commit-interval", "40ms"));
        assertThat(read.settings().topology().as()).isEqualTo(Placement.CHILD);
    }

    @Test
    void shouldSayWhatPlacementsThereAre() {
        // Given
        var choices = Map.of("gateway.as", "somewhere");

        // When
        assertThatThrownBy(() -> PlatformSettings.read(Map.of(), choices))

                // Then
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("here, child or elsewhere");
    }

    @Test
    void shouldGiveEachPartWhatItKnowsAndRefuseWhatNoneDoes() {
        // Given
        var overrides = new Overrides(Map.of(), Map.of("topology.poll", "7ms", "topology.pole", "8ms"));

        // When
        var settings = overrides.on(TopologySettings.defaults(), Map.of("cluster.bootstrap-servers", "here:1"));

        // Then
        assertThat(settings.as("topology", TopologySettings.class).poll()).hasMillis(7);
        assertThatThrownBy(overrides::requireAllKnown)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("topology.pole")
                .hasMessageNotContaining("topology.poll");
    }

    @Test
    void shouldTellChildrenByTheirEnvironment() {
        // Given
        var overrides = new Overrides(Map.of(), Map.of("topology.poll", "7ms"));

        // When
        var variables = overrides.asEnvironment(TopologySettings.defaults(), Map.of("cluster.namespace", "trial"));

        // Then
        assertThat(variables)
                .containsOnly(
                        Map.entry(Settings.variable("topology.poll"), "7ms"),
                        Map.entry("MILLRACE_CLUSTER_NAMESPACE", "trial"));
    }

    @Test
    void shouldNameTheBusyPortAndHowToChangeIt() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            // Given
            var read = PlatformSettings.read(Map.of(), Map.of("ports.telemetry", "" + taken.getLocalPort()));

            // When
            assertThatThrownBy(() -> PortPlan.of(read, true, Observer.NONE))

                    // Then
                    .isInstanceOf(PartFailure.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " of telemetry is in use")
                    .hasMessageContaining("--set ports.telemetry=");
        }
    }

    @Test
    void shouldStartAnAmqpBrokerOnlyWhenAskedTo() {
        // Given
        var free = Map.of("ports.kafka", "0", "ports.console", "0", "ports.hub", "0", "ports.amqp", "0");
        var choices = new java.util.HashMap<>(free);
        for (var port : List.of("telemetry", "schema-registry", "connect", "database"))
            choices.put("ports." + port, "0");
        var without = PlatformSettings.read(Map.of(), choices);
        choices.put("amqp.as", "child");

        // When
        var with = PlatformSettings.read(Map.of(), choices);

        // Then
        assertThat(PortPlan.of(without, false, Observer.NONE)).doesNotContainKey("amqp");
        assertThat(PortPlan.of(with, false, Observer.NONE)).containsKey("amqp");
        assertThatThrownBy(() -> PlatformSettings.read(Map.of(), Map.of("amqp.as", "here")))
                .hasMessageContaining("child or elsewhere");
    }

    @Test
    void shouldYieldToWhoeverHasDefaultPort() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            // Given
            var chosen = PlatformSettings.read(Map.of(), Map.of("ports.hub", "" + taken.getLocalPort()));
            var asDefault = new PlatformSettings.Read(
                    chosen.settings(), Map.of(), java.util.Set.of(), java.util.Optional.empty());
            var notes = new ArrayList<String>();

            // When
            var ports = PortPlan.of(asDefault, true, new Observer() {
                @Override
                public void note(String text) {
                    notes.add(text);
                }
            });

            // Then
            assertThat(ports.get("hub")).isPositive().isNotEqualTo(taken.getLocalPort());
            assertThat(String.join("\n", notes)).contains("port " + taken.getLocalPort() + " of hub");
        }
    }

    @Test
    void shouldPickDifferentFreePortsForZero() {
        // Given
        var choices = new java.util.HashMap<String, String>();
        for (var port : List.of("console", "hub", "telemetry", "kafka", "schema-registry", "connect", "database"))
            choices.put("ports." + port, "0");

        // When
        var ports = PortPlan.of(PlatformSettings.read(Map.of(), choices), false, Observer.NONE);

        // Then
        assertThat(ports.values())
                .hasSize(7)
                .doesNotHaveDuplicates()
                .allSatisfy(port -> assertThat(port).isPositive());
    }
}
