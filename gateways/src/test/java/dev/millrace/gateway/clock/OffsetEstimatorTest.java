package dev.millrace.gateway.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class OffsetEstimatorTest {

    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;

    /** A question and its answer: how long each was under way. */
    record Probe(long afterNs, long thereNs, long backNs) {}

    @Property
    void shouldHoldTheTrueOffsetWithinTheUncertaintyWhateverTheDelays(
            @ForAll("probes") List<Probe> probes,
            @ForAll @LongRange(min = -2_000_000_000_000_000_000L, max = 2_000_000_000_000_000_000L) long offset,
            @ForAll @DoubleRange(min = -100, max = 100) double driftPpm,
            @ForAll @LongRange(max = 600_000_000_000L) long laterNs) {
        // Given
        var estimator = new OffsetEstimator();
        var now = 0L;

        // When
        for (var probe : probes) {
            var asked = now + probe.afterNs;
            var said = asked + probe.thereNs - trueOffset(offset, driftPpm, asked + probe.thereNs);
            now = asked + probe.thereNs + probe.backNs;
            estimator.add(Measurement.ofProbe(asked, said, now));
        }

        // Then
        var estimate = estimator.at(now + laterNs).orElseThrow();
        var off = Math.abs(estimate.offsetNs() - trueOffset(offset, driftPpm, now + laterNs));
        assertThat(off).isLessThanOrEqualTo(estimate.uncertaintyNs() + 2);
    }

    @Test
    void shouldLetTheSmallestRoundTripCount() {
        // Given
        var estimator = new OffsetEstimator();
        estimator.add(new Measurement(SECOND, 7 * MS, 20 * MS, 0));

        // When
        var isInForce = estimator.add(new Measurement(2 * SECOND, 5 * MS, 2 * MS, 0));
        estimator.add(new Measurement(3 * SECOND, 8 * MS, 30 * MS, 0));

        // Then
        assertThat(isInForce).isTrue();
        assertThat(estimator.at(3 * SECOND).orElseThrow().offsetNs()).isEqualTo(5 * MS);
        assertThat(estimator.at(3 * SECOND).orElseThrow().roundTripNs()).isEqualTo(2 * MS);
    }

    @Test
    void shouldNotBelieveAContradictionBeforeItIsConfirmed() {
        // Given
        var estimator = new OffsetEstimator();
        estimator.add(new Measurement(SECOND, 0, 2 * MS, 0));

        // When
        var first = estimator.add(new Measurement(2 * SECOND, 3600 * SECOND, 2 * MS, 0));
        var before = estimator.at(2 * SECOND).orElseThrow();
        estimator.add(new Measurement(3 * SECOND, 3600 * SECOND, 2 * MS, 0));
        estimator.add(new Measurement(4 * SECOND, 3600 * SECOND, 2 * MS, 0));

        // Then
        assertThat(first).isFalse();
        assertThat(before.offsetNs()).isZero();
        assertThat(estimator.at(4 * SECOND).orElseThrow().offsetNs()).isEqualTo(3600 * SECOND);
    }

    @Test
    void shouldTellHowFastAClockDrifts() {
        // Given
        var estimator = new OffsetEstimator();

        // When
        LongStream.range(0, 16).forEach(i -> estimator.add(new Measurement(i * 10 * SECOND, i * 10 * 20_000, MS, 0)));

        // Then
        assertThat(estimator.driftPpm().orElseThrow()).isBetween(19.0, 21.0);
    }

    @Provide
    Arbitrary<List<Probe>> probes() {
        var delays = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 50 * MS), Arbitraries.longs().between(0, 5 * SECOND));
        return Combinators.combine(Arbitraries.longs().between(0, 20 * SECOND), delays, delays)
                .as(Probe::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    /** What must be added to the other clock at a time of ours. */
    private static long trueOffset(long offset, double driftPpm, long atNs) {
        return offset + (long) (atNs * driftPpm / 1e6);
    }
}
