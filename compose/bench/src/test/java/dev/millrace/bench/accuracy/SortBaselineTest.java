package dev.millrace.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.topology.tracking.Box;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the rules that SORT's authors published say, by hand. */
class SortBaselineTest {

    private static final long FRAMES = 20;

    @Test
    void shouldShowEverybodyInTheFirstFramesAndLaterWhoWasFoundAgainThreeTimesInARow() {
        // Given
        var early = seenExceptIn(Set.of());
        var late = seenExceptIn(Set.of(1L, 2L, 3L, 4L, 5L));

        // When
        var ofEarly = new SortBaseline(0.5).track(early, FRAMES);
        var ofLate = new SortBaseline(0.5).track(late, FRAMES);

        // Then: the sixth frame is the one in which they are new.
        assertThat(ofEarly.frames()).containsExactlyElementsOf(from(1));
        assertThat(ofLate.frames()).containsExactlyElementsOf(from(9));
    }

    @Test
    void shouldKnowSomebodyAgainWhoWasMissedOnceButShowThemAfterThreeInARow() {
        // Given
        var detections = seenExceptIn(Set.of(10L));

        // When
        var said = new SortBaseline(0.5).track(detections, FRAMES);

        // Then
        assertThat(said.byId().keySet()).containsExactly(1L);
        assertThat(said.frames()).contains(9L, 13L, 14L).doesNotContain(10L, 11L, 12L);
    }

    @Test
    void shouldForgetSomebodyWhoWasMissedTwiceInARow() {
        // Given
        var detections = seenExceptIn(Set.of(10L, 11L));

        // When
        var said = new SortBaseline(0.5).track(detections, FRAMES);

        // Then: twelve is where they are new.
        assertThat(said.byId().keySet()).containsExactly(1L, 2L);
        assertThat(said.in(14)).isEmpty();
        assertThat(said.in(15)).extracting(Labels.Label::id).containsExactly(2L);
    }

    @Test
    void shouldPairNobodyWithWhatOverlapsByLessThanThreeTenths() {
        // Given
        var detections = new Labels();
        detections.add(1, label(new Box(0, 0, 40, 100)));
        detections.add(2, label(new Box(24, 0, 64, 100)));

        // When
        var said = new SortBaseline(0.5).track(detections, 2);

        // Then
        assertThat(said.byId().keySet()).containsExactly(1L, 2L);
    }

    /** The figures are those of its seven-dimensional filter, computed with whole matrices. */
    @Test
    void shouldMoveAsItsFilterDoes() {
        // Given
        var motion = SortMotion.of(new Box(100, 200, 140, 300));

        // When
        motion = motion.next().seen(new Box(104, 201, 146, 303));
        motion = motion.next().seen(new Box(109, 203, 150, 304)).next();
        var next = motion.box();
        var second = motion.next().box();

        // Then
        assertBox(next, new Box(113.300221, 203.812811, 154.991119, 306.480221));
        assertBox(second, new Box(117.745974, 205.009261, 159.778622, 308.518262));
    }

    private static void assertBox(Box box, Box expected) {
        assertThat(List.of(box.left(), box.top(), box.right(), box.bottom()))
                .usingElementComparator((one, other) -> Math.abs(one - other) < 1e-5 ? 0 : Double.compare(one, other))
                .containsExactly(expected.left(), expected.top(), expected.right(), expected.bottom());
        assertThat(box.area()).isEqualTo(expected.area(), within(1e-2));
    }

    private static Labels seenExceptIn(Set<Long> frames) {
        var detections = new Labels();
        for (var frame = 1L; frame <= FRAMES; frame++) {
            if (!frames.contains(frame)) detections.add(frame, label(new Box(2 * frame, 0, 2 * frame + 40, 100)));
        }
        return detections;
    }

    private static Labels.Label label(Box box) {
        return new Labels.Label(-1, box, 0.9);
    }

    private static List<Long> from(long first) {
        return LongStream.rangeClosed(first, FRAMES).boxed().toList();
    }
}
