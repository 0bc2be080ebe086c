package dev.millrace.topology.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topology.tracking.CameraTracker.Standing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CameraTrackerTest {

    private static final TrackerSettings SETTINGS = TrackerSettings.at(7);
    private static final int PATIENCE = SETTINGS.patience();

    private final CameraTracker tracker = new CameraTracker(SETTINGS);

    @Property(tries = 200)
    void shouldKeepEachPersonWhateverTheOrderOfDetections(
            @ForAll @IntRange(min = 1, max = 6) int people, @ForAll long seed) {
        // Given
        var random = new Random(seed);
        var standing = Standing.NEW;
        var ids = new ArrayList<List<Long>>();
        for (var person = 0; person < people; person++) ids.add(new ArrayList<>());

        // When
        for (var frame = 0; frame < 40; frame++) {
            var boxes = new ArrayList<Box>();
            for (var person = 0; person < people; person++) {
                boxes.add(Box.around(50 + 4 * frame, 100 + 150 * person + random.nextGaussian(), 40, 100));
            }
            var detections = new ArrayList<>(
                    boxes.stream().map(box -> Detection.of(box, 0.9)).toList());
            Collections.shuffle(detections, random);
            standing = tracker.after(standing, frame, detections, CameraMotion.NONE);
            for (var track : standing.shown())
                ids.get(boxes.indexOf(track.box())).add(track.id());
        }

        // Then
        assertThat(ids).allSatisfy(own -> assertThat(new HashSet<>(own)).hasSize(1));
        assertThat(ids).allSatisfy(own -> assertThat(own).hasSize(40));
        assertThat(ids.stream().flatMap(List::stream).distinct()).hasSize(people);
    }

    @Example
    void shouldFindSomebodyAgainBehindAPillar() {
        // Given
        var standing = walk(Standing.NEW, 0, 20, 0.9);

        // When
        var shown = new ArrayList<List<Long>>();
        for (var frame = 20; frame < 31; frame++) {
            var seen = frame < 30 ? List.<Detection>of() : List.of(Detection.of(at(frame), 0.9));
            standing = tracker.after(standing, frame, seen, CameraMotion.NONE);
            shown.add(standing.shown().stream().map(Track::id).toList());
        }

        // Then
        assertThat(shown.subList(0, 10)).containsOnly(List.of());
        assertThat(shown.get(10)).containsExactly(1L);
    }

    @Example
    void shouldLookForSomebodyToTheEndOfTheirPatience() {
        // Given
        var standing = walk(Standing.NEW, 0, 20, 0.9);
        var last = 19 + PATIENCE;

        // When
        standing = walk(standing, last, last + 1, 0.9);

        // Then
        assertThat(standing.tracks()).extracting(Track::id).containsExactly(1L);
    }

    @Example
    void shouldForgetSomebodyInTheEnd() {
        // Given
        var standing = walk(Standing.NEW, 0, 20, 0.9);
        var first = 19 + PATIENCE + 1;

        // When: whoever is there then comes in the first picture after their patience.
        standing = walk(standing, first, first + 2, 0.9);

        // Then
        assertThat(standing.tracks()).extracting(Track::id).containsExactly(2L);
        assertThat(standing.shown()).extracting(Track::id).containsExactly(2L);
    }

    @Example
    void shouldForgetTheSameWhetherFramesAreEmptyOrLeftOut() {
        // Given
        var standing = walk(Standing.NEW, 0, 20, 0.9);
        var after = 19 + PATIENCE + 1;
        var empty = standing;

        // When
        for (var frame = 20; frame < after; frame++) {
            empty = tracker.after(empty, frame, List.of(), CameraMotion.NONE);
        }
        empty = walk(empty, after, after + 1, 0.9);
        standing = walk(standing, after, after + 1, 0.9);

        // Then
        assertThat(standing).isEqualTo(empty);
    }

    @Example
    void shouldEndEvenWhenVeryManyFramesAreLeftOut() {
        // Given
        var standing = walk(Standing.NEW, 0, 20, 0.9);

        // When
        standing = tracker.after(standing, Long.MAX_VALUE, List.of(), CameraMotion.NONE);

        // Then
        assertThat(standing).isEqualTo(new Standing(Long.MAX_VALUE, 2, List.of()));
    }

    @Example
    void shouldFollowDoubtfulDetectionsButStartNobodyWithThem() {
        // Given
        var standing = walk(Standing.NEW, 0, 10, 0.9);

        // When
        for (var frame = 10; frame < 20; frame++) {
            var two = List.of(Detection.of(at(frame), 0.3), Detection.of(Box.around(600, 600, 40, 100), 0.3));
            standing = tracker.after(standing, frame, two, CameraMotion.NONE);
        }

        // Then
        assertThat(standing.tracks()).extracting(Track::id).containsExactly(1L);
        assertThat(standing.shown()).hasSize(1);
    }

    @Example
    void shouldShowNobodyWhoWasSeenOnce() {
        // Given
        var standing = walk(Standing.NEW, 0, 10, 0.9);
        var flash = Detection.of(Box.around(600, 600, 40, 100), 0.95);

        // When
        standing = tracker.after(standing, 10, List.of(Detection.of(at(10), 0.9), flash), CameraMotion.NONE);

        // Then
        assertThat(standing.shown()).extracting(Track::id).containsExactly(1L);
        standing = walk(standing, 11, 12, 0.9);
        assertThat(standing.tracks()).extracting(Track::id).containsExactly(1L);
    }

    @Example
    void shouldShowAtOnceWhoIsInTheVeryFirstPictureOnly() {
        // Given
        var somebody = List.of(Detection.of(at(0), 0.95));
        var empty = tracker.after(Standing.NEW, 0, List.of(), CameraMotion.NONE);

        // When
        var inTheFirst = tracker.after(Standing.NEW, 0, somebody, CameraMotion.NONE);
        var inTheSecond = tracker.after(empty, 1, somebody, CameraMotion.NONE);

        // Then
        assertThat(inTheFirst.shown()).extracting(Track::id).containsExactly(1L);
        assertThat(inTheSecond.shown()).isEmpty();
        assertThat(inTheSecond.tracks()).extracting(Track::id).containsExactly(1L);
    }

    @Example
    void shouldTellTwoApartByTheirLooksWhenTheyMeet() {
        // Given
        var red = Embedding.of(new float[] {1, 0, 0});
        var blue = Embedding.of(new float[] {0, 1, 0});

        // When
        var byLooks = afterMeeting(red, blue);
        var byPlace = afterMeeting(Embedding.NONE, Embedding.NONE);

        // Then: the places alone say that they turned round.
        assertThat(byLooks).containsExactly("1 at 204", "2 at 196");
        assertThat(byPlace).containsExactly("1 at 196", "2 at 204");
    }

    @Example
    void shouldGoWithTheCamera() {
        // Given
        var standing = walk(Standing.NEW, 0, 10, 0.9);
        var turned = new CameraMotion(1, 0, 300, 0, 1, -40);
        var there = at(10);

        // When
        standing = tracker.after(
                standing,
                10,
                List.of(Detection.of(
                        Box.around(there.centreX() + 300, there.centreY() - 40, there.width(), there.height()), 0.9)),
                turned);

        // Then
        assertThat(standing.shown()).extracting(Track::id).containsExactly(1L);
    }

    @Example
    void shouldIgnoreWhatIsOldAndWhatIsNoBox() {
        // Given
        var standing = walk(Standing.NEW, 0, 10, 0.9);
        var nonsense = List.of(
                Detection.of(new Box(5, 5, 5, 9), 0.9),
                Detection.of(new Box(Double.NaN, 0, 1, 1), 0.9),
                Detection.of(new Box(0, 0, Double.POSITIVE_INFINITY, 1), 0.9),
                Detection.of(at(10), 0.9));

        // Then
        assertThat(tracker.after(standing, 9, nonsense, CameraMotion.NONE)).isEqualTo(standing);
        assertThat(tracker.after(standing, 10, nonsense, CameraMotion.NONE).tracks())
                .hasSize(1);
    }

    private Standing walk(Standing from, int first, int last, double score) {
        var standing = from;
        for (var frame = first; frame < last; frame++) {
            standing = tracker.after(standing, frame, List.of(Detection.of(at(frame), score)), CameraMotion.NONE);
        }
        return standing;
    }

    private static Box at(int frame) {
        return Box.around(100 + 3 * frame, 200 + frame, 40, 100);
    }

    /** Two who go towards each other, slow down where they meet, and pass. */
    private List<String> afterMeeting(Embedding left, Embedding right) {
        var standing = Standing.NEW;
        for (var frame = 0; frame < 10; frame++) {
            standing = tracker.after(standing, frame, meeting(frame, left, right), CameraMotion.NONE);
        }
        var passed = List.of(
                new Detection(Box.around(204, 300, 40, 100), 0.9, left),
                new Detection(Box.around(196, 300, 40, 100), 0.9, right));
        return tracker.after(standing, 10, passed, CameraMotion.NONE).shown().stream()
                .map(track -> track.id() + " at " + Math.round(track.box().centreX()))
                .toList();
    }

    private static List<Detection> meeting(int frame, Embedding left, Embedding right) {
        return List.of(
                new Detection(Box.around(100 + 10 * frame, 300, 40, 100), 0.9, left),
                new Detection(Box.around(300 - 10 * frame, 300, 40, 100), 0.9, right));
    }
}
