package dev.millrace.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    record Door(int port, Duration idle, ByteSize largest, Map<String, String> tokens) {
        Door {
            if (port < 0) throw new IllegalArgumentException("must be a port: " + port);
        }
    }

    private final Settings defaults = Settings.defaults(SettingsTest.class, "settings-test.yaml");

    @Test
    void shouldReadDefaultsAsARecord() {
        // When
        var door = defaults.as("door", Door.class);

        // Then
        assertThat(door).isEqualTo(new Door(8080, Duration.ofMillis(1500), new ByteSize(4 << 20), Map.of()));
    }

    @Test
    void shouldPreferAVariableOverAFileAndAPairOverBoth(@TempDir Path folder) throws IOException {
        // Given
        var file = Files.writeString(folder.resolve("mine.yaml"), "door: {port: 1, idle: 2s, tokens: {ada: secret}}");

        // When
        var door = defaults.with(file)
                .with(
                        Map.of("MILLRACE_DOOR_PORT", "2", "MILLRACE_DOOR_IDLE", "3s", "API_PORT", "9"),
                        Map.of("API_PORT", "door.port"))
                .with("door.idle", "4s")
                .as("door", Door.class);

        // Then
        assertThat(door).isEqualTo(new Door(2, Duration.ofSeconds(4), new ByteSize(4 << 20), Map.of("ada", "secret")));
    }

    @Test
    void shouldTakeABareNumberForBytesWhereverItIsWritten(@TempDir Path folder) throws IOException {
        // Given
        var file = Files.writeString(folder.resolve("mine.yaml"), "door: {largest: 512}");

        // When
        var written = defaults.with(file).as("door", Door.class);
        var set = defaults.with("door.largest", "0").as("door", Door.class);

        // Then
        assertThat(written.largest()).isEqualTo(new ByteSize(512));
        assertThat(set.largest()).isEqualTo(new ByteSize(0));
    }

    @Test
    void shouldRefuseAnUnknownKeyAndNameIt(@TempDir Path folder) throws IOException {
        // Given
        var file = Files.writeString(folder.resolve("mine.yaml"), "door: {prot: 1}");

        // Then
        assertThatThrownBy(() -> defaults.with(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("door.prot");
        assertThatThrownBy(() -> defaults.with("door.prot", "1")).hasMessageContaining("unknown setting door.prot");
    }

    @Test
    void shouldNameTheKeyOfAWrongValueAndSayWhatIsExpected() {
        // Then
        assertThatThrownBy(() -> defaults.with("door.idle", "soon").as("door", Door.class))
                .isInstanceOf(SettingsException.class)
                .hasMessage("door.idle: expected a duration as 20ms, 15s, 5m, 2h or 7d, not soon");
        assertThatThrownBy(() -> defaults.with("door.port", "-1").as("door", Door.class))
                .hasMessageContaining("door: must be a port: -1");
    }
}
