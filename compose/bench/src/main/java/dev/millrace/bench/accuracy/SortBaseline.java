package dev.millrace.bench.accuracy;

import dev.millrace.topology.tracking.Assignment;
import dev.millrace.topology.tracking.Box;
import dev.millrace.topology.tracking.Motion;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The plain tracker that others are compared with: predict, pair by overlap, forget at once who is not seen. (A. Bewley et
 * al., Simple Online and Realtime Tracking, 2016, with its defaults.)
 */
final class SortBaseline {

    private static final double LEAST_OVERLAP = 0.3;
    private static final int BEFORE_SHOWN = 3;

    /** Of thirty frames a second, whatever the recording has. */
    private static final Motion.Doubt DOUBT = Motion.Doubt.at(30, 1.0 / 20);

    private final double least;
    private List<Track> tracks = List.of();
    private long nextId = 1;

    private record Track(long id, Motion motion, int hits) {}

    /** @param least score of detections that are used */
    SortBaseline(double least) {
        this.least = least;
    }

    Labels track(Labels detections, long frames) {
        var said = new Labels(new TreeMap<>());
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
        var predicted = tracks.stream()
                .map(track -> new Track(track.id, track.motion.next(DOUBT), track.hits))
                .toList();
        var costs = predicted.stream()
                .map(track -> boxes.stream()
                        .mapToDouble(box -> 1 - track.motion.box().overlap(box))
                        .toArray())
                .toArray(double[][]::new);
        var pairs = Assignment.cheapest(costs, 1 - LEAST_OVERLAP);
        var left = new ArrayList<>(boxes);
        var next = new ArrayList<Track>();
        for (var i = 0; i < pairs.length; i++) {
            if (pairs[i] < 0) continue;
            var box = boxes.get(pairs[i]);
            left.remove(box);
            var track = predicted.get(i);
            next.add(new Track(track.id, track.motion.seen(box, DOUBT), track.hits + 1));
        }
        for (var box : left) next.add(new Track(nextId++, Motion.of(box, DOUBT), 1));
        for (var track : next) {
            if (track.hits >= BEFORE_SHOWN || frame <= BEFORE_SHOWN) {
                said.add(frame, new Labels.Label(track.id, track.motion.box(), 1));
            }
        }
        tracks = next;
    }
}
