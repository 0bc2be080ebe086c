package dev.millrace.gpu.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gpu.fetch.FrozenGraph.Constant;
import org.junit.jupiter.api.Test;

class WeightsTest {

    /** Height 1, width 2, two inputs, three outputs: each value is its place, as digits x, input, output. */
    private static final Constant WEIGHTS =
            new Constant(new float[] {0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112}, new int[] {1, 2, 2, 3});

    @Test
    void shouldBeginWithTheOutput() {
        assertThat(Weights.plain(WEIGHTS)).containsExactly(0, 100, 10, 110, 1, 101, 11, 111, 2, 102, 12, 112);
    }

    @Test
    void shouldKeepEachChannelTogetherWhereEachIsAlone() {
        assertThat(Weights.depthwise(WEIGHTS)).containsExactly(0, 100, 1, 101, 2, 102, 10, 110, 11, 111, 12, 112);
    }
}
