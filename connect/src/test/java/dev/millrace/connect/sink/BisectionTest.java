package dev.millrace.connect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BisectionTest {

    /** Takes all or nothing, as a transaction does. */
    private static final class Table implements Bisection.Store<Integer, String> {

        final List<Integer> stored = new ArrayList<>();
        private final Set<Integer> bad;
        int attempts;

        Table(Set<Integer> bad) {
            this.bad = bad;
        }

        @Override
        public Optional<String> store(List<Integer> rows) {
            attempts++;
            if (rows.stream().anyMatch(bad::contains)) return Optional.of("bad");
            stored.addAll(rows);
            return Optional.empty();
        }
    }

    @Property(tries = 500)
    void shouldStoreEachGoodRowOnceInOrderAndNameEachBadOne(
            @ForAll @IntRange(max = 300) int size, @ForAll @Size(max = 20) Set<@IntRange(max = 299) Integer> bad) {
        // Given
        var rows = IntStream.range(0, size).boxed().toList();
        var table = new Table(bad);

        // When
        var refused = Bisection.store(rows, table);

        // Then
        assertThat(table.stored)
                .isEqualTo(rows.stream().filter(row -> !bad.contains(row)).toList());
        assertThat(refused.stream().map(Bisection.Refusal::row).toList())
                .isEqualTo(rows.stream().filter(bad::contains).toList());
    }

    @Property(tries = 200)
    void shouldNeedFewAttemptsForFewBadRows(@ForAll @Size(max = 5) Set<@IntRange(max = 4095) Integer> bad) {
        // Given
        var table = new Table(bad);

        // When
        Bisection.store(IntStream.range(0, 4096).boxed().toList(), table);

        // Then
        assertThat(table.attempts).isLessThanOrEqualTo(1 + 2 * 12 * bad.size());
    }
}
