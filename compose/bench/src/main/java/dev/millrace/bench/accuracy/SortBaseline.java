package dev.millrace.bench.accuracy;

import dev.millrace.topology.tracking.Assignment;
import dev.millrace.topology.tracking.Box;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * SORT, which others are compared with: predict, pair by overlap, show who was found often enough in a row, and forget who
 * was missed twice in a row. (A. Bewley, Z. Ge, L. Ott, F. Ramos and B. Upcroft, Simple Online and Realtime Tracking, 2016;
 * rules and defaults are those of the program that its authors published.)
 */
final class SortBaseline {

    private static final double LEAST_OVERLAP = 0.3;
    /** Its max_age: the most frames in a row in which somebody may be missed. */
    private static final int MOST_MISSES = 1;
    /** Its min_hits: in so many frames in a row one must be found again, but for the first frames of all. */
    private static final int LEAST_STREAK = 3;

    private final double least;
    private List<Track> tracks = List.of();
    private long nextId = 1;

    /**
     * @param misses frames since they were found
     * @param streak frames in a row in which they were found, without the one in which they were new
     */
    private record Track(long id, SortMotion motion, int misses, int streak) {

        Track later() {
            return new Track(id, motion.next(), misses + 1, misses > 0 ? 0 : streak);
        }

        Track found(Box box) {
            return new Track(id, motion.seen(box), 0, streak + 1);
        }
    }

    /** @param least score of detections that are used */
    SortBaseline(double least) {
        this.least = least;
    }

    Labels track(Labels detections, long frames) {
        var said = new Labels();
        for (var frame = 1L; frame <= frames; frame++) {
            var boxes = detections.in(frame).stream()
                    .filter(label -> label.score() >= least)
                    .map(Labels.Label::box)
                    .toList();
            tracks = after(boxes);
            for (var track : tracks) {
                var isShown = track.misses == 0 && (track.streak >= LEAST_STREAK || frame <= LEAST_STREAK);
                if (isShown) said.add(frame, new Labels.Label(track.id, track.motion.box(), 1));
            }
        }
        return said;
    }

    private List<Track> after(List<Box> boxes) {
        var predicted = tracks.stream()
                .map(Track::later)
                .filter(track -> track.motion.box().isSound())
                .toList();
        var next = new ArrayList<Track>();
        var left = new ArrayList<>(Collections.nCopies(boxes.size(), true));
        var pairs = pairs(predicted, boxes);
        for (var i = 0; i < pairs.length; i++) {
            var track = predicted.get(i);
            if (pairs[i] >= 0) {
                left.set(pairs[i], false);
                next.add(track.found(boxes.get(pairs[i])));
            } else if (track.misses <= MOST_MISSES) {
                next.add(track);
            }
        }
        for (var i = 0; i < boxes.size(); i++) {
            if (left.get(i)) next.add(new Track(nextId++, SortMotion.of(boxes.get(i)), 0, 0));
        }
        return next;
    }

    /** The largest overlap over all, and of these pairs those that overlap enough. */
    private static int[] pairs(List<Track> predicted, List<Box> boxes) {
        var costs = predicted.stream()
                .map(track -> boxes.stream()
                        .mapToDouble(box -> -track.motion.box().overlap(box))
                        .toArray())
                .toArray(double[][]::new);
        var pairs = Assignment.cheapest(costs, 0);
        for (var i = 0; i < pairs.length; i++) {
            if (pairs[i] >= 0 && -costs[i][pairs[i]] < LEAST_OVERLAP) pairs[i] = -1;
        }
        return pairs;
    }
}
