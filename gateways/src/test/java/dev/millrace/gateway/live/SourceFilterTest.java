package dev.millrace.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topic.Stamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SourceFilterTest {

    @Property
    void shouldPassEachInputOnceHoweverOftenItIsRewritten(
            @ForAll @Size(max = 100) List<@IntRange(max = 2) Integer> inputs,
            @ForAll @Size(max = 10) List<@IntRange(max = 40) Integer> aborts) {
        // Given
        var written = withRewrites(inputs, aborts);
        var filter = new SourceFilter();
        Map<Integer, List<Long>> passed = new HashMap<>();

        // When
        for (var stamp : written) {
            var source = stamp.source().get(0);
            if (filter.admits(stamp)) {
                passed.computeIfAbsent(source.partition(), absent -> new ArrayList<>())
                        .add(source.lastOffset());
            }
        }

        // Then
        for (var input : new int[] {0, 1, 2}) {
            var count = inputs.stream().filter(i -> i == input).count();
            assertThat(passed.getOrDefault(input, List.of()))
                    .isEqualTo(LongStream.range(0, count).boxed().toList());
        }
    }

    /** The records of the inputs in order, where after an abort the last so many are written again. */
    private static List<Stamp> withRewrites(List<Integer> inputs, List<Integer> aborts) {
        var once = new ArrayList<Stamp>();
        Map<Integer, Long> next = new HashMap<>();
        for (var input : inputs) {
            once.add(Stamp.received(1).derivedFrom("in", input, next.merge(input, 1L, Long::sum) - 1));
        }
        var written = new ArrayList<Stamp>();
        var open = new ArrayList<>(aborts);
        for (var i = 0; i < once.size(); i++) {
            written.add(once.get(i));
            if (i % 10 == 9 && !open.isEmpty()) {
                var again = open.remove(0);
                written.addAll(once.subList(Math.max(0, i + 1 - again), i + 1));
            }
        }
        return written;
    }
}
