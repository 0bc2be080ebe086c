package dev.millrace.gpu.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class SuppressionProperties {

    @Property(tries = 300)
    void shouldKeepNoTwoThatOverlapMore(
            @ForAll("detections") List<Detection> detections,
            @ForAll @DoubleRange(min = 0.1, max = 0.9) double overlap) {
        // When
        var kept = Suppression.keep(detections, overlap);

        // Then
        for (var i = 0; i < kept.size(); i++) {
            for (var surer : kept.subList(0, i)) {
                assertThat(surer.overlap(kept.get(i))).isLessThanOrEqualTo(overlap);
                assertThat(surer.score()).isGreaterThanOrEqualTo(kept.get(i).score());
            }
        }
    }

    @Property(tries = 300)
    void shouldLeaveOutOnlyThoseThatASurerOneOverlaps(
            @ForAll("detections") List<Detection> detections,
            @ForAll @DoubleRange(min = 0.1, max = 0.9) double overlap) {
        // When
        var kept = Suppression.keep(detections, overlap);

        // Then
        assertThat(detections).containsAll(kept);
        for (var detection : detections) {
            assertThat(kept)
                    .anyMatch(surer -> surer.equals(detection)
                            || surer.score() >= detection.score() && surer.overlap(detection) > overlap);
        }
    }

    @Property(tries = 200)
    void shouldNotChangeWhatItKept(@ForAll("detections") List<Detection> detections) {
        // Given
        var once = Suppression.keep(detections, 0.5);

        // When
        var twice = Suppression.keep(once, 0.5);

        // Then
        assertThat(twice).isEqualTo(once);
    }

    @Property(tries = 200)
    void shouldNotMindTheirOrderWhereScoresDiffer(@ForAll("detections") List<Detection> detections, @ForAll long seed) {
        // Given
        var distinct = new ArrayList<Detection>();
        for (var i = 0; i < detections.size(); i++) {
            var box = detections.get(i);
            distinct.add(new Detection(box.left(), box.top(), box.right(), box.bottom(), (i + 1) / 64f));
        }
        var shuffled = new ArrayList<>(distinct);
        Collections.shuffle(shuffled, new Random(seed));

        // When
        var kept = Suppression.keep(shuffled, 0.5);

        // Then
        assertThat(kept).isEqualTo(Suppression.keep(distinct, 0.5));
    }

    @Property
    void shouldOverlapAlikeBothWaysAndWhollyWithItself(
            @ForAll("detection") Detection one, @ForAll("detection") Detection other) {
        assertThat(one.overlap(other)).isBetween(0.0, 1.0).isEqualTo(other.overlap(one));
        assertThat(one.overlap(one)).isEqualTo(1.0);
    }

    @Provide
    Arbitrary<List<Detection>> detections() {
        return detection().list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<Detection> detection() {
        var place = Arbitraries.integers().between(0, 100);
        var size = Arbitraries.integers().between(1, 60);
        var score = Arbitraries.integers().between(0, 100);
        return Combinators.combine(place, place, size, size, score)
                .as((x, y, width, height, sure) -> new Detection(x, y, x + width, y + height, sure / 100f));
    }
}
