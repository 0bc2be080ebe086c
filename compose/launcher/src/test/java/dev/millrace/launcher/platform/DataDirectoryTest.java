package dev.millrace.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.part.PartFailure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path root;

    @Test
    void shouldRefuseSecondClaimAndSayWhereTheFirstServes() {
        // Given
        try (var first = DataDirectory.claim(root)) {
            new Endpoints(Map.of("kafka", "127.0.0.1:4711")).write(first.root());

            // When
            assertThatThrownBy(() -> DataDirectory.claim(root))

                    // Then
                    .isInstanceOf(PartFailure.class)
                    .hasMessageContaining(first.root().toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("127.0.0.1:4711");
        }
    }

    @Test
    void shouldBeFreeOnceReleased() {
        // Given
        DataDirectory.claim(root).close();

        // When
        var again = DataDirectory.claim(root);

        // Then
        assertThat(again.root()).isDirectory();
        again.close();
    }

    @Test
    void shouldForgetTheEndpointsOfPlatformThatDied() {
        // Given
        new Endpoints(Map.of("kafka", "127.0.0.1:4711")).write(root);

        // When
        try (var directory = DataDirectory.claim(root)) {

            // Then
            assertThat(Endpoints.read(directory.root())).isEmpty();
        }
    }

    @Test
    void shouldReadBackWhatItWrote() {
        // Given
        var endpoints = new Endpoints(Map.of("console", "http://127.0.0.1:8080", "kafka", "127.0.0.1:9092"));

        // When
        endpoints.write(root);

        // Then
        assertThat(Endpoints.read(root)).contains(endpoints);
    }
}
