package dev.millrace.gateway.hub.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TusMetadataTest {

    @Property
    void shouldReadWhatWasWritten(
            @ForAll @Size(max = 8) Map<@NotEmpty @AlphaChars String, @AlphaChars String> entries) {
        // Given
        var header = entries.entrySet().stream()
                .map(entry -> entry.getKey() + " " + base64(entry.getValue()))
                .collect(Collectors.joining(","));

        // When
        var read = TusMetadata.read(header);

        // Then
        if (header.length() <= 4096) assertThat(read).contains(entries);
        else assertThat(read).isEmpty();
    }

    @Test
    void shouldTakeKeysWithoutAValue() {
        assertThat(TusMetadata.read("is_confidential, filename " + base64("ü.csv")))
                .contains(Map.of("is_confidential", "", "filename", "ü.csv"));
        assertThat(TusMetadata.read("")).contains(Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "a b c", "a !", "a YQ==,a YQ==", " ,", "é YQ=="})
    void shouldRefuseWhatIsNotOfThatForm(String header) {
        assertThat(TusMetadata.read(header)).isEmpty();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
