package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaAwayTest {

    @TempDir
    Path directory;

    @Test
    void shouldCloseTheConnectionWithoutAReplySoThatTheLoggerKeepsItsRecord() throws IOException {
        // Given
        try (var kafka = new Kafka(directory);
                var platform = new TelemetryPlatform(kafka.in(""))) {
            assertThat(platform.post("", "X-Compressed", "true")).contains("ok");

            // When
            kafka.stopBroker();

            // Then
            assertThatThrownBy(() -> platform.post("", "X-Compressed", "true"))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(HttpTimeoutException.class);
        }
    }
}
