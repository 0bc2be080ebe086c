package dev.millrace.topology.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topology.video.Placement.Opening;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlacerTest {

    /** Opens or closes a stream; {@code epochsBack} makes a closing stale. */
    record Event(String stream, boolean isOpening, int epochsBack) {}

    @Property
    void shouldSpreadNewStreamsEvenly(
            @ForAll @IntRange(min = 1, max = 16) int partitions, @ForAll @IntRange(max = 100) int streams) {
        // Given
        var placer = new Placer(partitions);

        // When
        var counts = new int[partitions];
        for (var i = 0; i < streams; i++)
            counts[placer.opened(Optional.empty(), opening("")).partition()]++;

        // Then
        var most = IntStream.of(counts).max().orElse(0);
        var fewest = IntStream.of(counts).min().orElse(0);
        assertThat(most - fewest).isLessThanOrEqualTo(1);
    }

    @Property
    void shouldKeepEachStreamsPartitionAndOnlyEverRaiseItsEpoch(@ForAll("events") List<Event> events) {
        // Given
        var last = new HashMap<String, Placement>();

        // When
        for (var decision : play(events, new Placer(4), new HashMap<>())) {
            var before = last.put(decision.getKey(), decision.getValue());
            if (before == null) continue;

            // Then
            assertThat(decision.getValue().partition()).isEqualTo(before.partition());
            assertThat(decision.getValue().epoch())
                    .isEqualTo(before.epoch() + (decision.getValue().isOpen() ? 1 : 0));
        }
    }

    @Property
    void shouldDecideTheSameWhenTakenOverAnywhere(
            @ForAll("events") List<Event> events, @ForAll @IntRange(max = 60) int takeover) {
        // Given
        var cut = Math.min(takeover, events.size());
        var whole = play(events, new Placer(4), new HashMap<>());

        // When
        var known = new HashMap<String, Placement>();
        var parts = new ArrayList<>(play(events.subList(0, cut), new Placer(4), known));
        var successor = new Placer(4);
        known.values().forEach(successor::restore);
        parts.addAll(play(events.subList(cut, events.size()), successor, known));

        // Then
        assertThat(parts).isEqualTo(whole);
    }

    @Test
    void shouldPutANewStreamWhereOneWasClosed() {
        // Given
        var placer = new Placer(3);
        var streams = IntStream.range(0, 3)
                .mapToObj(i -> placer.opened(Optional.empty(), opening("")))
                .toList();

        // When
        placer.closed(Optional.of(streams.get(1)), 1);

        // Then
        assertThat(placer.opened(Optional.empty(), opening("")).partition()).isEqualTo(1);
    }

    @Test
    void shouldIgnoreTheClosingOfAnEarlierEpoch() {
        // Given
        var placer = new Placer(2);
        var first = placer.opened(Optional.empty(), opening("a"));

        // When
        var second = placer.opened(Optional.of(first), opening("b"));

        // Then
        assertThat(placer.closed(Optional.of(second), first.epoch())).isEmpty();
        assertThat(placer.closed(Optional.of(second), second.epoch())).isPresent();
    }

    @Test
    void shouldAnswerARepeatedQuestionAsBefore() {
        // Given
        var placer = new Placer(2);
        var first = placer.opened(Optional.empty(), opening("a"));

        // When
        var repeated = placer.opened(Optional.of(first), opening("a"));

        // Then
        assertThat(repeated).isEqualTo(first);
    }

    @Test
    void shouldNotBeginAnEpochWhenASessionAsksAnew() {
        // Given
        var placer = new Placer(2);
        var first = placer.opened(Optional.empty(), new Opening("gateway", "session", "a", Map.of()));

        // When
        var again = placer.opened(Optional.of(first), new Opening("gateway", "session", "b", Map.of()));
        var other = placer.opened(Optional.of(again), new Opening("gateway", "another", "c", Map.of()));

        // Then
        assertThat(again.epoch()).isEqualTo(first.epoch());
        assertThat(again.inquiry()).isEqualTo("b");
        assertThat(other.epoch()).isEqualTo(first.epoch() + 1);
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d", "e", "f"),
                        Arbitraries.of(true, false),
                        Arbitraries.of(0, 0, 0, 1))
                .as(Event::new)
                .list()
                .ofMaxSize(60);
    }

    private static List<Map.Entry<String, Placement>> play(
            List<Event> events, Placer placer, Map<String, Placement> known) {
        var decisions = new ArrayList<Map.Entry<String, Placement>>();
        for (var event : events) {
            var before = Optional.ofNullable(known.get(event.stream));
            var after = event.isOpening
                    ? Optional.of(placer.opened(before, opening("")))
                    : placer.closed(before, before.map(Placement::epoch).orElse(0L) - event.epochsBack);
            after.ifPresent(placement -> {
                known.put(event.stream, placement);
                decisions.add(Map.entry(event.stream, placement));
            });
        }
        return decisions;
    }

    private static Opening opening(String inquiry) {
        return new Opening("gateway", "", inquiry, Map.of());
    }
}
