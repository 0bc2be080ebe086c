package dev.millrace.topology.imu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topology.imu.Decision.Late;
import dev.millrace.topology.imu.ImuSample.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final long MS = 1_000_000;
    private static final Rules RULES = new Rules(50 * MS, 60_000 * MS, 5, 64, 512);
    private static final Unit EPOCH = new Unit(1, "epoch");
    private static final Unit MONOTONIC = new Unit(1, "monotonic");

    /** Of a short run whose last stamp is 10 ms. */
    private static final int RUN_BYTES = 6;

    /** One record of input. */
    record Input(List<Long> stamps, Unit unit, boolean isIdle) {}

    /** What came of records of input; the samples' numbers stand in their acceleration. */
    static final class Outcome {
        final Map<Long, List<Long>> emittedByEra = new HashMap<>();
        final List<Integer> emitted = new ArrayList<>();
        final List<Integer> late = new ArrayList<>();
        final List<Integer> duplicates = new ArrayList<>();
        int samples;
        int largestState;
        boolean isOfOneEraPerRecord = true;
    }

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
                new ReorderWindow(RULES),
                stamps.stream().map(ReorderWindowTest::one).toList(),
                false);
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
    void shouldBeginAnEraWhenADeviceStartsAgainAtZero() {
        // Given
        var inputs = new ArrayList<>(run(1_000_000, 100));
        inputs.addAll(run(0, 100));

        // When
        var window = new ReorderWindow(RULES);
        var outcome = play(window, inputs, false);

        // Then
        assertThat(window.era()).isEqualTo(2);
        assertThat(outcome.late).isEmpty();
        assertThat(outcome.emittedByEra.get(1L)).hasSize(100);
        assertThat(outcome.emittedByEra.get(2L)).startsWith(0L, 5 * MS, 10 * MS);
    }

    @Test
    void shouldBeginAnEraWhenTheClockIsAnother() {
        // Given
        var inputs = new ArrayList<>(run(1_000_000, 20));
        run(1_000_000, 20).forEach(input -> inputs.add(new Input(input.stamps, MONOTONIC, false)));

        // When
        var window = new ReorderWindow(RULES);
        play(window, inputs, false);

        // Then
        assertThat(window.era()).isEqualTo(2);
        assertThat(window.totals().duplicates()).isZero();
    }

    @Test
    void shouldNotBeginAnEraWithStampsOfTwoUnits() {
        // Given
        var inputs = new ArrayList<>(run(0, 20));
        inputs.add(new Input(List.of(900_000 * MS), MONOTONIC, false));
        inputs.add(new Input(List.of(900_001 * MS), Unit.UNKNOWN, false));
        inputs.add(new Input(List.of(900_000 * MS, 900_002 * MS, 900_003 * MS), EPOCH, false));

        // When
        var window = new ReorderWindow(RULES);
        var outcome = play(window, inputs, false);

        // Then
        assertThat(outcome.late).containsExactly(20, 21);
        assertThat(window.era()).isEqualTo(1);
        assertThat(outcome.emitted.size() + outcome.late.size() + window.waiting())
                .isEqualTo(outcome.samples);
    }

    @Test
    void shouldBeginAnEraThoughTheDeviceIsQuietAfterEachSample() {
        // Given
        var inputs = new ArrayList<>(run(1_000_000, 20));
        for (var i = 0; i < 20; i++) inputs.add(new Input(List.of(i * 500 * MS), EPOCH, true));

        // When
        var window = new ReorderWindow(RULES);
        var outcome = play(window, inputs, false);

        // Then
        assertThat(outcome.late).containsExactly(20, 21, 22, 23);
        assertThat(outcome.emitted).hasSize(36);
        assertThat(window.waiting()).isZero();
    }

    @Test
    void shouldNotCountARepeatedStrayTowardsAnEra() {
        // Given
        var inputs = new ArrayList<>(run(0, 20));
        for (var i = 0; i < 20; i++) inputs.add(new Input(List.of(9_000_000 * MS), EPOCH, true));

        // When
        var outcome = play(new ReorderWindow(RULES), inputs, true);

        // Then
        assertThat(outcome.late).containsExactly(20);
        assertThat(outcome.duplicates).hasSize(19);
    }

    @Test
    void shouldNotCountStraysBeforeAnOrdinaryStampTowardsAnEra() {
        // Given
        var inputs = new ArrayList<Input>();
        for (var i = 0; i < 20; i++) {
            inputs.add(one(i * 500 * MS));
            inputs.add(new Input(List.of((9_000_000 + i) * MS), EPOCH, true));
        }

        // When
        var window = new ReorderWindow(RULES);
        var outcome = play(window, inputs, false);

        // Then
        assertThat(outcome.late).hasSize(20);
        assertThat(window.era()).isEqualTo(1);
    }

    @Test
    void shouldNotBelieveOneStampOfTheFarFuture() {
        // Given
        var inputs = new ArrayList<>(run(0, 50));
        inputs.add(one(9_000_000 * MS));
        inputs.addAll(run(250, 50));

        // When
        var window = new ReorderWindow(RULES);
        var outcome = play(window, inputs, false);

        // Then
        assertThat(outcome.late).containsExactly(50);
        assertThat(window.era()).isEqualTo(1);
        assertThat(window.totals().emitted()).isEqualTo(90);
    }

    @Test
    void shouldGoOnInItsEraWhenADeviceComesBackAsMuchLater() {
        // Given
        var window = new ReorderWindow(RULES);
        window.admit(sample(0, 5 * MS, EPOCH), new Arrival(0, 0, 0, false));

        // When
        var hour = 3_600_000 * MS;
        window.admit(sample(1, hour, EPOCH), new Arrival(hour, 0, 0, false));
        window.admit(sample(2, hour + 100 * MS, EPOCH), new Arrival(hour, 0, 0, false));

        // Then
        assertThat(window.era()).isEqualTo(1);
        assertThat(window.totals()).isEqualTo(new Totals(3, 2, 0, 0, 1, 0));
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

    @Test
    void shouldKeepEachBitOfWhatIsHeld() {
        // Given
        var samples = List.of(
                new ImuSample(
                        -7,
                        new Unit(1_000_000_000, "epoch"),
                        3,
                        "1.5e+18",
                        new Vector(-0.0, Double.MIN_VALUE, Double.NaN),
                        new Vector(0.1, Math.PI, -1e300)),
                sample(1, Long.MAX_VALUE, Unit.UNKNOWN));
        var state = new ReorderWindow.State(
                3,
                Long.MIN_VALUE,
                true,
                -1,
                MONOTONIC,
                new Arrival(1, -2, 3, true),
                new Totals(1, 2, 3, 4, 5, 6),
                new long[] {Long.MIN_VALUE, -1, 5, Long.MAX_VALUE},
                samples,
                samples.subList(0, 1),
                new DoubtfulRun(4, Long.MIN_VALUE, EPOCH));

        // When
        var bytes = WindowCodec.write(state);
        var read = WindowCodec.read(bytes);

        // Then
        assertThat(WindowCodec.write(read)).isEqualTo(bytes);
        assertThat(List.of(read.held(), read.doubted(), read.run(), read.totals(), read.arrival(), read.unit()))
                .isEqualTo(List.of(
                        state.held(), state.doubted(), state.run(), state.totals(), state.arrival(), state.unit()));
        assertThat(read.remembered()).isEqualTo(state.remembered());
        assertThat(List.of(read.era(), read.newest(), read.released())).containsExactly(3L, Long.MIN_VALUE, -1L);
    }

    @Test
    void shouldGoOnWithAWindowOfTheFirstForm() {
        // Given
        var window = new ReorderWindow(RULES);
        for (var input : run(1_000_000, 20)) window.admit(sample(0, input.stamps.get(0), EPOCH), Arrival.NONE);
        for (var input : run(0, 3)) window.admit(sample(1, input.stamps.get(0), EPOCH), Arrival.NONE);
        var bytes = WindowCodec.write(window.state());

        // When
        var first = Arrays.copyOf(bytes, bytes.length - RUN_BYTES);
        first[0] = 1;

        // Then
        assertThat(WindowCodec.write(WindowCodec.read(first))).isEqualTo(bytes);
    }

    /** Samples five milliseconds apart, one a record. */
    private static List<Input> run(long fromMs, int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> one((fromMs + i * 5) * MS))
                .toList();
    }

    private static Input one(long stamp) {
        return new Input(List.of(stamp), EPOCH, false);
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

    private static Outcome play(ReorderWindow start, List<Input> inputs, boolean isTakenOver) {
        var outcome = new Outcome();
        var window = start;
        for (var input : inputs) {
            var at = new Arrival(outcome.samples * MS, 0, 0, false);
            var era = Math.max(1, window.era());
            var begun = 0;
            emitted(outcome, era, window.next(at));
            if (window.era() > era) begun++;
            for (var stamp : input.stamps) {
                var number = outcome.samples++;
                var decision = window.admit(sample(number, stamp, input.unit), at);
                note(outcome, era, number, decision);
                if (decision.verdict() instanceof Verdict.NewEra) begun++;
            }
            if (input.isIdle) note(outcome, era, -1, window.idle(Long.MAX_VALUE));
            outcome.isOfOneEraPerRecord &= begun < 2;
            if (!isTakenOver) continue;
            var bytes = WindowCodec.write(window.state());
            outcome.largestState = Math.max(outcome.largestState, bytes.length);
            window = ReorderWindow.of(RULES, WindowCodec.read(bytes));
        }
        return outcome;
    }

    private static void note(Outcome outcome, long era, int number, Decision decision) {
        decision.dismissed().stream()
                .map(Late::sample)
                .map(ReorderWindowTest::number)
                .forEach(outcome.late::add);
        var verdict = decision.verdict();
        if (verdict instanceof Verdict.Emit emit) emitted(outcome, era, emit.inOrder());
        if (verdict instanceof Verdict.NewEra newEra) emitted(outcome, era, newEra.rest());
        if (verdict instanceof Verdict.TooLate) outcome.late.add(number);
        if (verdict instanceof Verdict.Duplicate) outcome.duplicates.add(number);
    }

    private static void emitted(Outcome outcome, long era, List<ImuSample> samples) {
        for (var sample : samples) {
            outcome.emittedByEra
                    .computeIfAbsent(era, absent -> new ArrayList<>())
                    .add(sample.deviceNs());
            outcome.emitted.add(number(sample));
        }
    }

    private static int number(ImuSample sample) {
        return (int) sample.acceleration().x();
    }

    private static ImuSample sample(int number, long stamp, Unit unit) {
        return new ImuSample(stamp, unit, stamp, "", new Vector(number, 0, 9.81), new Vector(0, 0.1, 0));
    }
}
