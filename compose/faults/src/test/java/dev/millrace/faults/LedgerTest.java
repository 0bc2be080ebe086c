package dev.millrace.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.faults.Ledger.Entry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final Entry FIRST = new Entry("car", 1);
    private static final Entry SECOND = new Entry("car", 2);
    private static final Entry UNANSWERED = new Entry("car", 3);

    private final Ledger ledger = new Ledger();

    @BeforeEach
    void send() {
        for (var entry : List.of(FIRST, SECOND, UNANSWERED)) ledger.sent(entry);
        ledger.acknowledged(FIRST);
        ledger.acknowledged(SECOND);
    }

    @Test
    void shouldFindNoFaultWhetherOrNotAnUnansweredMessageArrived() {
        // Then
        assertThat(ledger.compare(List.of(FIRST, SECOND)).isFaultless()).isTrue();
        assertThat(ledger.compare(List.of(FIRST, SECOND, UNANSWERED)).isFaultless())
                .isTrue();
    }

    @Test
    void shouldCountWhatIsLostDoubledInventedAndDisordered() {
        // Given
        var stranger = new Entry("bus", 1);

        // When
        var verdict = ledger.compare(new ArrayList<>(List.of(UNANSWERED, UNANSWERED, SECOND, stranger)));

        // Then
        assertThat(verdict.lost()).containsExactly(FIRST);
        assertThat(verdict.doubled()).containsExactly(UNANSWERED);
        assertThat(verdict.invented()).containsExactly(stranger);
        assertThat(verdict.disordered()).containsExactly(SECOND);
        assertThat(verdict).hasToString("3 sent, 2 acknowledged, 4 found: 1 lost, 1 doubled, 1 invented, 1 disordered");
    }
}
