package dev.millrace.topology.imu;

import static dev.millrace.topology.imu.Playback.EPOCH;
import static dev.millrace.topology.imu.Playback.MONOTONIC;
import static dev.millrace.topology.imu.Playback.MS;
import static dev.millrace.topology.imu.Playback.RULES;
import static dev.millrace.topology.imu.Playback.one;
import static dev.millrace.topology.imu.Playback.play;
import static dev.millrace.topology.imu.Playback.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topology.imu.Playback.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReorderWindowTest {

    @Property(tries = 500)
    void shouldDecideAboutEachSampleOnceWhateverComes(@ForAll("anything") List<Input> inputs) {
        // When
        var window = new ReorderWindow(RULES);
        var outcome = play(window, inputs, false);

        // Then
        assertThat(outcome.emitted.size() + outcome.late.size() + outcome.duplicates.size() + window.waiting())
                .isEqualTo(outcome.samples);
        var decided = new ArrayList<>(outcome.emitted);
        decided.addAll(outcome.late);
        decided.addAll(outcome.duplicates);
        assertThat(decided).doesNotHaveDuplicates();
        var totals = window.totals();
        assertThat(List.of(totals.received(), totals.emitted(), totals.late(), totals.duplicates()))
                .containsExactly(
                        (long) outcome.samples, (long) outcome.emitted.size(), (long) outcome.late.size(), (long)
                                outcome.duplicates.size());
    }

    @Property(tries = 500)
    void shouldSendOutEachErasStampsInOrderAndOnce(@ForAll("anything") List<Input> inputs) {
        // When
        var outcome = play(new ReorderWindow(RULES), inputs, false);

        // Then
        for (var stamps : outcome.emittedByEra.values()) {
            for (var i = 1; i < stamps.size(); i++) assertThat(stamps.get(i)).isGreaterThan(stamps.get(i - 1));
        }
        assertThat(outcome.isOfOneEraPerRecord).isTrue();
    }

    @Property(tries = 500)
    void shouldDecideTheSameWhenTakenOverAfterAnyRecord(@ForAll("anything") List<Input> inputs) {
        // When
        var whole = play(new ReorderWindow(RULES), inputs, false);
        var restored = play(new ReorderWindow(RULES), inputs, true);

        // Then
        assertThat(restored.emittedByEra).isEqualTo(whole.emittedByEra);
        assertThat(restored.emitted).isEqualTo(whole.emitted);
        assertThat(restored.late).isEqualTo(whole.late);
        assertThat(restored.largestState).isLessThan(16 << 10);
    }

    @Property(tries = 500)
    void shouldHoldNothingBackOnceTheDeviceIsQuiet(@ForAll("anything") List<Input> inputs) {
        // Given
        var window = new ReorderWindow(RULES);
        play(window, inputs, false);

        // When
        for (var i = 0; i < 3; i++) {
            window.next(Arrival.NONE);
            window.idle(Long.MAX_VALUE);
        }

        // Then
        assertThat(window.waiting()).isZero();
    }

    @Property
    void shouldLoseNothingThatComesWithinTheWindow(
            @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 1, max = 12) Integer> steps,
            @ForAll List<@IntRange(max = 49) Integer> delays) {
        // Given
        var arrivals = new ArrayList<long[]>();
        var time = 0L;
        for (var i = 0; i < steps.size(); i++) {
            time += steps.get(i);
            var delay = i < delays.size() ? delays.get(i) : 0;
            arrivals.add(new long[] {time * MS, time + delay});
        }
        arrivals.sort((one, other) -> Long.compare(one[1], other[1]));

        // When
        var window = new ReorderWindow(RULES);
        var outcome =
                play(window, arrivals.stream().map(arrival -> one(arrival[0])).toList(), false);
        var rest = window.idle(Long.MAX_VALUE);

        // Then
        assertThat(outcome.late).isEmpty();
        assertThat(outcome.duplicates).isEmpty();
        var all = new ArrayList<>(outcome.emittedByEra.getOrDefault(1L, List.of()));
        if (rest.verdict() instanceof Verdict.Emit emit) {
            emit.inOrder().forEach(sample -> all.add(sample.deviceNs()));
        }
        assertThat(all)
                .isEqualTo(arrivals.stream().map(arrival -> arrival[0]).sorted().toList());
    }

    @Property
    void shouldDecideTheSameHoweverSamplesAreBatched(
            @ForAll("disordered") List<Long> stamps, @ForAll @IntRange(min = 1, max = 32) int size) {
        // Given
        var batches = IntStream.range(0, (stamps.size() + size - 1) / size)
                .mapToObj(i -> stamps.subList(i * size, Math.min(stamps.size(), (i + 1) * size)))
                .map(batch -> new Input(batch, EPOCH, false))
                .toList();

        // When
        var single = play(
                new ReorderWindow(RULES), stamps.stream().map(Playback::one).toList(), false);
        var batched = play(new ReorderWindow(RULES), batches, false);

        // Then
        assertThat(batched.emittedByEra).isEqualTo(single.emittedByEra);
        assertThat(batched.late).isEqualTo(single.late);
        assertThat(batched.duplicates).isEqualTo(single.duplicates);
    }

    @Test
    void shouldCallTheRepeatOfWhatHasGoneOutADuplicateAndNotLate() {
        // Given
        var inputs = new ArrayList<>(run(0, 200));
        inputs.add(one(20 * 5 * MS));

        // When
        var outcome = play(new ReorderWindow(RULES), inputs, false);

        // Then
        assertThat(outcome.duplicates).containsExactly(200);
        assertThat(outcome.late).isEmpty();
    }

    @Test
    void shouldSendTheOldestOutEarlyWhenMoreIsHeldThanMayBe() {
        // Given
        var stamps = LongStream.range(0, 100).mapToObj(i -> one(i * 1_000)).toList();

        // When
        var window = new ReorderWindow(RULES);
        var outcome = play(window, stamps, false);

        // Then
        assertThat(window.waiting()).isEqualTo(64);
        assertThat(outcome.emitted).hasSize(36);
        assertThat(window.totals().hurried()).isEqualTo(36);
    }

    /** Runs forward with disorder, gaps, repeats, restarts, strays and any numbers at all. */
    @Provide
    Arbitrary<List<Input>> anything() {
        var near = Arbitraries.longs().between(0, 400).map(ms -> ms * MS);
        var minutes = Arbitraries.longs().between(0, 200).map(s -> s * 1000 * MS);
        var stamps = Arbitraries.oneOf(near, near, near, minutes, Arbitraries.longs());
        var units = Arbitraries.of(EPOCH, EPOCH, EPOCH, MONOTONIC, Unit.UNKNOWN);
        return Combinators.combine(stamps.list().ofMaxSize(32), units, Arbitraries.of(false, false, false, true))
                .as(Input::new)
                .list()
                .ofMaxSize(24);
    }

    @Provide
    Arbitrary<List<Long>> disordered() {
        return Arbitraries.longs().between(0, 1_000).map(ms -> ms * MS).list().ofMaxSize(300);
    }
}
