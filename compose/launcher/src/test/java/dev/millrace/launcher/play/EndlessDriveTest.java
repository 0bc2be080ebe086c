package dev.millrace.launcher.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.recording.telemetry.ModelledDrive;
import dev.millrace.recording.telemetry.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class EndlessDriveTest {

    @Test
    void shouldBeginAgainWithTimeGoingOn() {
        // Given
        var drive = ModelledDrive.endless(1, Instant.ofEpochSecond(1_000)).lasting(Duration.ofSeconds(3));
        var readings = new ArrayList<Reading>();

        // When
        var rounds = new EndlessDrive(drive).iterator();
        for (var i = 0; i < 7; i++) readings.add(rounds.next());

        // Then
        assertThat(readings)
                .extracting(Reading::timestamp)
                .containsExactly(1_000_000L, 1_001_000L, 1_002_000L, 1_003_000L, 1_004_000L, 1_005_000L, 1_006_000L);
        assertThat(readings.get(3).speed()).isEqualTo(readings.get(0).speed());
    }
}
