package dev.millrace.gateway.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecordingRequestTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void shouldReadSpanInEitherForm() {
        // When
        var asked = asked("gate.mp4", Map.of("from", "2026-01-31T13:30:00+02:00", "to", "1769860000000"));

        // Then
        assertThat(asked)
                .isEqualTo(new RecordingRequest(
                        "gate",
                        Instant.parse("2026-01-31T11:30:00Z"),
                        Instant.ofEpochMilli(1_769_860_000_000L),
                        RecordingRequest.Form.MP4));
    }

    @Test
    void shouldEndNowWhereNoEndIsGiven() {
        // When
        var asked = asked("gate.h264", Map.of("from", "2026-01-31T11:00:00Z"));

        // Then
        assertThat(((RecordingRequest) asked).to()).isEqualTo(NOW);
    }

    @Test
    void shouldRefuseOtherFilesAndSpansThatAreNoneOrTooLong() {
        // When
        var noFile = asked("gate.avi", Map.of("from", "0"));
        var backwards = asked("gate.mp4", Map.of("from", "2000", "to", "1000"));
        var endless = asked("gate.mp4", Map.of("from", "0"));

        // Then
        assertThat(((Asked.Refused) noFile).problem().status()).isEqualTo(404);
        assertThat(((Asked.Refused) backwards).problem().status()).isEqualTo(400);
        assertThat(((Asked.Refused) endless).problem().detail()).contains("at most 60 minutes");
    }

    @Property
    void shouldAnswerAnyText(@ForAll String file, @ForAll String from, @ForAll String to) {
        // When
        var asked = asked(file + ".mp4", Map.of("from", from, "to", to));

        // Then
        assertThat(asked).isNotNull();
    }

    private static Asked asked(String file, Map<String, String> query) {
        return RecordingRequest.of(file, name -> Optional.ofNullable(query.get(name)), NOW, Duration.ofHours(1));
    }
}
