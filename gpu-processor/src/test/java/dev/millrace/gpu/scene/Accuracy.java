package dev.millrace.gpu.scene;

import dev.millrace.gpu.detect.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many detections meet somebody at an overlap of one half, each one detection, the surest first. */
public final class Accuracy {

    private int met;
    private int detections;
    private int people;

    public void add(List<Detection> found, List<MarkedVideo.Person> there) {
        var left = new ArrayList<>(there);
        detections += found.size();
        people += there.size();
        for (var detection : found) {
            MarkedVideo.Person best = null;
            var most = 0.5;
            for (var person : left) {
                var overlap = person.box().overlap(detection);
                if (overlap < most) continue;
                most = overlap;
                best = person;
            }
            if (best == null) continue;
            left.remove(best);
            met++;
        }
    }

    public double precision() {
        return (double) met / detections;
    }

    public double recall() {
        return (double) met / people;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "precision %.3f, recall %.3f", precision(), recall());
    }
}
