package dev.millrace.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.broker.EmbeddedBroker;
import dev.millrace.part.SettingsException;
import dev.millrace.topic.schema.Level;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryMainTest {

    @Test
    void shouldHaveADefaultForEverySetting() {
        // When
        var config = RegistryMain.config(new String[0], Map.of());

        // Then
        assertThat(config)
                .isEqualTo(new SchemaRegistry.Config(
                        "127.0.0.1:9092",
                        8081,
                        "_schemas",
                        Level.BACKWARD_TRANSITIVE,
                        Duration.ofSeconds(30),
                        Map.of()));
    }

    @Test
    void shouldTakeSettingsFromVariablesAndArguments() {
        // When
        var config = RegistryMain.config(
                new String[] {"registry.port=0"}, Map.of("MILLRACE_REGISTRY_DEFAULT_LEVEL", "FULL"));

        // Then
        assertThat(config.port()).isZero();
        assertThat(config.defaultLevel()).isEqualTo(Level.FULL);
        assertThatThrownBy(() -> RegistryMain.config(new String[] {"registry.prot=0"}, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("registry.prot");
    }

    @Test
    void shouldServeAsProcess(@TempDir Path directory) throws Exception {
        try (var broker = EmbeddedBroker.start(EmbeddedBroker.Config.in(directory))) {
            // Given
            var process = start("registry.port=0", "registry.bootstrap-servers=" + broker.bootstrapServers());

            // When
            var ready = firstLine(process);

            // Then
            assertThat(ready).startsWith("READY http://127.0.0.1:");
            var client = new RestClient(ready.substring("READY ".length()));
            assertThat(client.register("s", "syntax = \"proto3\"; message M {}").status())
                    .isEqualTo(200);
            process.destroy();
            process.waitFor();
        }
    }

    private static Process start(String... settings) throws IOException {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                RegistryMain.class.getName()));
        line.addAll(List.of(settings));
        return new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return String.valueOf(out.readLine());
    }
}
