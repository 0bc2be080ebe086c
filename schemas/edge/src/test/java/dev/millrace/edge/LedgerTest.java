package dev.millrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LedgerTest {

    @Property
    void shouldKnowExactlyWhatArrived(@ForAll @Size(max = 60) List<@LongRange(min = 0, max = 90) Long> arriving) {
        // Given
        var ledger = Ledger.EMPTY;
        var arrived = new HashSet<Long>();

        // When
        for (var sequence : arriving) {
            if (!ledger.has(sequence)) ledger = ledger.with(sequence);
            arrived.add(sequence);
        }

        // Then
        var known = ledger;
        assertThat(LongStream.rangeClosed(0, 91).filter(known::has).boxed()).hasSameElementsAs(arrived);
        assertThat(ledger.floor()).isZero();
    }

    @Test
    void shouldForgetTheOldestGapsAndSaySo() {
        // Given
        var ledger = Ledger.EMPTY;

        // When
        for (var sequence = 1; sequence <= 2 * Ledger.MOST_RANGES + 3; sequence += 2) ledger = ledger.with(sequence);

        // Then
        assertThat(ledger.missing()).hasSize(Ledger.MOST_RANGES);
        assertThat(ledger.isForgotten(2)).isTrue();
        assertThat(ledger.isForgotten(3)).isFalse();
        assertThat(ledger.has(4)).isFalse();
    }
}
