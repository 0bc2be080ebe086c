package dev.millrace.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TailTest {

    private static final long MAX_BYTES = 4000;

    @Property
    void shouldHoldEveryRecordFromItsStartOn(
            @ForAll @Size(max = 200) List<@IntRange(min = 1, max = 3) Integer> gaps,
            @ForAll @IntRange(max = 600) int asked) {
        // Given
        var tail = new Tail<String>(MAX_BYTES, 1000, 100);
        var added = new ArrayList<Long>();
        var offset = 99L;

        for (var gap : gaps) {
            // When
            offset += gap;
            tail.add(SimulatedLog.text(offset, 0));
            added.add(offset);

            // Then
            assertThat(tail.bytes()).isLessThanOrEqualTo(MAX_BYTES);
            assertThat(tail.end()).isEqualTo(offset + 1);
            var kept = added.stream().filter(o -> o >= tail.start()).toList();
            assertThat(tail.from(tail.start(), Integer.MAX_VALUE))
                    .extracting(LiveRecord::offset)
                    .isEqualTo(kept);
            assertThat(tail.from(asked, 7))
                    .extracting(LiveRecord::offset)
                    .isEqualTo(kept.stream().filter(o -> o >= asked).limit(7).toList());
        }
    }

    @Test
    void shouldLetGoOfWhatIsOld() {
        // Given
        var tail = new Tail<String>(MAX_BYTES, 1000, 0);
        for (var i = 0; i < 5; i++) tail.add(SimulatedLog.text(i, i * 500));

        // When
        tail.expire(2600);

        // Then
        assertThat(tail.start()).isEqualTo(4);
        assertThat(tail.reaches(3)).isFalse();
        assertThat(tail.from(4, 10)).hasSize(1);
    }

    @Test
    void shouldReachItsEndWhenItHoldsNothing() {
        // Given
        var tail = new Tail<String>(MAX_BYTES, 1000, 7);

        // When
        tail.advance(9);

        // Then
        assertThat(tail.reaches(8)).isFalse();
        assertThat(tail.reaches(9)).isTrue();
        assertThat(tail.from(9, 10)).isEmpty();
    }
}
