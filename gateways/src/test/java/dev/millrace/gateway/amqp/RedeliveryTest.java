package dev.millrace.gateway.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class RedeliveryTest {

    @Example
    void shouldWriteWhatEqualsAnOlderRecordOnly() {
        assertThat(unwritten(List.of(1L, 2L), List.of(1L))).containsExactly(1L);
    }

    @Example
    void shouldWriteWhatFailedBetweenOthers() {
        assertThat(unwritten(List.of(1L, 2L, 4L, 5L), List.of(1L, 2L, 3L, 4L, 5L)))
                .containsExactly(3L);
    }

    @Example
    void shouldTakeEachRecordForOneMessage() {
        assertThat(unwritten(List.of(7L, 7L), List.of(7L, 7L, 7L))).containsExactly(7L);
    }

    @Example
    void shouldWriteAllWhenNothingWasWritten() {
        assertThat(unwritten(List.of(), List.of(1L, 2L))).containsExactly(1L, 2L);
        assertThat(unwritten(List.of(8L, 9L), List.of(1L, 2L))).containsExactly(1L, 2L);
    }

    /** The second write failed after the first was kept: what is written now must come behind, not before. */
    @Example
    void shouldTakeTheEarlierOfEqualMessagesForWritten() {
        assertThat(unwritten(List.of(1L), List.of(1L, 2L, 1L))).containsExactly(2L, 1L);
    }

    /** Whatever equals whatever, where a batch was cut off, the topic ends as if it had not been. */
    @Property
    void shouldGoOnInOrderWhereWritingWasCutOff(
            @ForAll @Size(max = 20) List<@LongRange(max = 3) Long> sent, @ForAll @IntRange(max = 20) int kept) {
        // Given
        var topic = new ArrayList<>(sent.subList(0, Math.min(kept, sent.size())));

        // When
        topic.addAll(unwritten(topic, sent));

        // Then
        assertThat(topic).isEqualTo(sent);
    }

    /** Messages that all differ: each is on the topic once, whichever writes failed and whatever was acknowledged. */
    @Property
    void shouldLoseAndRepeatNothing(
            @ForAll @Size(max = 30) List<Boolean> isWritten, @ForAll @IntRange(max = 30) int acknowledged) {
        // Given
        var sent = new ArrayList<Long>();
        for (var n = 0L; n < isWritten.size(); n++) sent.add(n);
        var settled = Math.min(acknowledged, sent.size());
        var topic = new ArrayList<Long>();
        for (var n : sent) if (n < settled || isWritten.get(n.intValue())) topic.add(n);

        // When
        var rewritten = unwritten(topic, sent.subList(settled, sent.size()));

        // Then
        topic.addAll(rewritten);
        assertThat(topic).containsExactlyInAnyOrderElementsOf(sent);
    }

    /** Whatever equals whatever, no more is left out than there are records. */
    @Property
    void shouldLeaveOutNoMoreThanWasWritten(
            @ForAll @Size(max = 20) List<@LongRange(max = 3) Long> written,
            @ForAll @Size(max = 20) List<@LongRange(max = 3) Long> again) {
        var rewritten = unwritten(written, again);

        for (var fingerprint = 0L; fingerprint <= 3; fingerprint++) {
            var value = fingerprint;
            assertThat(count(rewritten, value) + count(written, value)).isGreaterThanOrEqualTo(count(again, value));
        }
    }

    private static long count(List<Long> of, long value) {
        return of.stream().filter(each -> each == value).count();
    }

    private static List<Long> unwritten(List<Long> written, List<Long> again) {
        var places = Redelivery.written(written, again);
        var rest = new ArrayList<Long>();
        for (var n = 0; n < again.size(); n++) if (!places.get(n)) rest.add(again.get(n));
        return rest;
    }
}
