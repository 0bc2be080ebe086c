package dev.millrace.bench.accuracy;

import dev.millrace.topology.tracking.Assignment;
import dev.millrace.topology.tracking.Box;
import dev.millrace.topology.tracking.Motion;
import java.util.ArrayList;
import java.util.List;

/**
 * The plain tracker that others are compared with: predict, pair by overlap, show who was seen three times in a row,
 * forget who was not seen twice in a row. (A. Bewley et al., Simple Online and Realtime Tracking, 2016, by the rules and
 * defaults of its authors' program; boxes move as {@link Motion} has it.)
 */
final class SortBaseline {

    private static final double LEAST_OVERLAP = 0.3;
    private static final int BEFORE_SHOWN = 3;
    private static final int MOST_MISSED = 1;

    /** Of thirty frames a second, whatever the recording has. */
    private static final Motion.Doubt DOUBT = Motion.Doubt.at(30, 1.0 / 20);

    private final double least;
    private List<Track> tracks = List.of();
    private long nextId = 1;

    /**
     * @param hits in a row, the first not counted
     * @param missed in a row
     */
    private record Track(long id, Motion motion, int hits, int missed) {

        Track next() {
            return new Track(id, motion.next(DOUBT), missed > 0 ? 0 : hits, missed + 1);
        }

        Track seen(Box box) {
            return new Track(id, motion.seen(box, DOUBT), hits + 1, 0);
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
            step(frame, boxes, said);
        }
        return said;
    }

    private void step(long frame, List<Box> boxes, Labels said) {
        var predicted = tracks.stream().map(Track::next).toList();
        var costs = predicted.stream()
                .map(track -> boxes.stream()
                        .mapToDouble(box -> 1 - track.motion.box().overlap(box))
                        .toArray())
                .toArray(double[][]::new);
        var pairs = Assignment.cheapest(costs, 1 - LEAST_OVERLAP);
        var left = new ArrayList<>(boxes);
        var next = new ArrayList<Track>();
        for (var i = 0; i < pairs.length; i++) {
            var track = predicted.get(i);
            if (pairs[i] < 0) {
                next.add(track);
            } else {
                var box = boxes.get(pairs[i]);
                left.remove(box);
                next.add(track.seen(box));
            }
        }
        for (var box : left) next.add(new Track(nextId++, Motion.of(box, DOUBT), 0, 0));
        next.removeIf(track -> track.missed > MOST_MISSED);
        for (var track : next) {
            if (track.missed == 0 && (track.hits >= BEFORE_SHOWN || frame <= BEFORE_SHOWN)) {
                said.add(frame, new Labels.Label(track.id, track.motion.box(), 1));
            }
        }
        tracks = next;
    }
}
