package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ClientJsonTest {

    @Test
    void shouldReadALongTextOfFewValues() throws JsonProcessingException {
        // Given
        var content = "x".repeat(16 << 20);

        // When
        var read = ClientJson.read("{\"type\":\"file_upload\",\"fileContent\":\"" + content + "\"}");

        // Then
        assertThat(read.get("fileContent").textValue()).isEqualTo(content);
    }

    @Test
    void shouldRefuseATextThatWouldMakeAMuchLargerTree() {
        // Given
        var objects = String.join(",", Collections.nCopies(ClientJson.MOST_TOKENS, "{}"));

        // Then
        assertThatThrownBy(() -> ClientJson.read("{\"type\":\"log\",\"a\":[" + objects + "]}"))
                .isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> ClientJson.read("{} {}")).isInstanceOf(JsonProcessingException.class);
    }
}
