package dev.millrace.gpu.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrozenGraphTest {

    private static final String MODEL = """
            {"modelTopology": {"node": [{"name": "sum", "op": "Add", "input": ["a", "b:0"], "attr": {
                "padding": {"s": [83, 65]}, "other": {"s": "U0FNRQ=="}, "strides": {"list": {"i": ["1", "2", "3", "1"]}}}}]},
             "weightsManifest": [{"paths": ["one", "two"], "weights": [
                {"name": "a", "shape": [1, 2], "dtype": "float32"}, {"name": "b", "shape": [], "dtype": "int32"}]}]}
            """;

    @Test
    void shouldReadNodesAndWeightsAcrossFiles() throws Exception {
        // Given
        var bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(1.5f).putFloat(-2).putInt(7);

        // When
        var graph = FrozenGraph.of(Map.of(
                "model.json", MODEL.getBytes(UTF_8),
                "one", Arrays.copyOf(bytes.array(), 5),
                "two", Arrays.copyOfRange(bytes.array(), 5, 12)));

        // Then
        var sum = graph.node("sum");
        assertThat(sum.inputs()).containsExactly("a", "b");
        assertThat(sum.text("padding")).isEqualTo("SA");
        assertThat(sum.text("other")).isEqualTo("SAME");
        assertThat(sum.heightAndWidth("strides")).containsExactly(2, 3);
        assertThat(graph.constant("a").values()).containsExactly(1.5f, -2);
        assertThat(graph.constant("b").values()).containsExactly(7);
    }

    @Test
    void shouldRefuseWeightsThatEndTooEarly() {
        // Given
        Map<String, byte[]> files = Map.of("model.json", MODEL.getBytes(UTF_8), "one", new byte[5], "two", new byte[4]);

        // Then
        assertThatThrownBy(() -> FrozenGraph.of(files))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("end too early");
    }
}
