package dev.millrace.gateway.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PythonJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldWriteAsEitherOfPythonsWriters() {
        // Given
        var value = new LinkedHashMap<String, Object>();
        value.put("a", List.of(1, 2.0, true));
        value.put("b", "\u2713\u00e9\"\n\u0007\ud83d\ude97");

        // Then
        assertThat(PythonJson.SOCKET.write(value))
                .isEqualTo("{\"a\": [1, 2.0, true], \"b\": \"\\u2713\\u00e9\\\"\\n\\u0007\\ud83d\\ude97\"}");
        assertThat(PythonJson.HTTP.write(value))
                .isEqualTo("{\"a\":[1,2.0,true],\"b\":\"\u2713\u00e9\\\"\\n\\u0007\ud83d\ude97\"}");
        assertThat(PythonJson.SOCKET.write(Map.of("nan", Double.NaN))).isEqualTo("{\"nan\": null}");
    }

    @Test
    void shouldWriteWhatItReadsAsPythonDoes() throws JsonProcessingException {
        // Given
        var text = "{\"t\":1739402159030000001,\"big\":123456789012345678901234567890,"
                + "\"pose\":[[1,0.10,-1E-7,1e22]],\"none\":null,\"raw\":\"\u00e9\"}";

        // When
        var written = PythonJson.SOCKET.write(PythonJson.read(text));

        // Then
        assertThat(written)
                .isEqualTo("{\"t\": 1739402159030000001, \"big\": 123456789012345678901234567890,"
                        + " \"pose\": [[1, 0.1, -1e-07, 1e+22]], \"none\": null, \"raw\": \"\\u00e9\"}");
        assertThat(PythonJson.SOCKET.write(List.of(new PythonJson.Verbatim("1.50"))))
                .isEqualTo("[1.50]");
        assertThatThrownBy(() -> PythonJson.read("{} {}")).isInstanceOf(JsonProcessingException.class);
    }

    @Property
    void shouldBeReadBackWhateverTheText(@ForAll String text) throws JsonProcessingException {
        // Then
        assertThat(JSON.readTree(PythonJson.SOCKET.write(text)).asText()).isEqualTo(text);
        assertThat(JSON.readTree(PythonJson.HTTP.write(text)).asText()).isEqualTo(text);
    }
}
