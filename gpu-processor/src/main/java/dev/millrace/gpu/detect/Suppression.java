package dev.millrace.gpu.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Greedy non-maximum suppression: of detections that overlap, the surest stays. */
final class Suppression {

    /** More people than a picture shows; what is less sure than these is not looked at. */
    static final int MOST = 1_000;

    private Suppression() {}

    /**
     * Those that stay, the surest first.
     *
     * @param overlap more than which is the same person
     */
    static List<Detection> keep(List<Detection> detections, double overlap) {
        var kept = new ArrayList<Detection>();
        detections.stream()
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .limit(MOST)
                .filter(next -> kept.stream().noneMatch(surer -> surer.overlap(next) > overlap))
                .forEach(kept::add);
        return List.copyOf(kept);
    }
}
