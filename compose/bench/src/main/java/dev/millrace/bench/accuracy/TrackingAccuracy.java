package dev.millrace.bench.accuracy;

import dev.millrace.topology.tracking.CameraMotion;
import dev.millrace.topology.tracking.CameraTracker;
import dev.millrace.topology.tracking.CameraTracker.Standing;
import dev.millrace.topology.tracking.Detection;
import dev.millrace.topology.tracking.TrackerSettings;
import dev.millrace.topology.tracking.Trail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** How well people are followed on recordings whose truth is known, beside SORT on the same detections. */
public final class TrackingAccuracy {

    private static final double SAME = 0.5;
    private static final double LEAST_FOR_SORT = 0.5;
    /** Frames between two sightings of one person that are filled in afterwards. */
    private static final int GAP = 40;

    private static final double FRAME_RATE = 7;
    /** Frames over which places and sizes are smoothed afterwards, as standard deviations. */
    private static final double PLACE_WIDTH = 3;

    private static final double SIZE_WIDTH = 20;

    private TrackingAccuracy() {}

    /** @return the table, or that there is nothing to compare with */
    public static String run() throws IOException {
        var data = Optional.ofNullable(System.getenv("MILLRACE_DATA")).map(Path::of);
        if (data.isEmpty() || !Files.isDirectory(data.get().resolve("video/pets"))) {
            return "tracking-accuracy: skipped, MILLRACE_DATA names no recordings\n";
        }
        var pets = data.get().resolve("video/pets");
        var truth = Labels.read(pets.resolve("PETS09-S2L1-gt.txt")).counted();
        var detections = Labels.read(pets.resolve("PETS09-S2L1-det.txt"));
        return table(truth, detections);
    }

    private static String table(Labels truth, Labels detections) {
        var frames = truth.frames().stream().mapToLong(frame -> frame).max().orElse(0);
        var online = online(detections, frames, TrackerSettings.at(FRAME_RATE));
        return String.format("%ntracking on the public detections of PETS09-S2L1%n")
                + String.format(
                        "  %-22s %6s %6s %6s %6s %6s %8s %6s %6s %4s%n",
                        "", "MOTA", "IDF1", "HOTA", "DetA", "AssA", "recall", "prec", "ids", "sw")
                + row("SORT", truth, new SortBaseline(LEAST_FOR_SORT).track(detections, frames))
                + row("as it happens", truth, online)
                + row("afterwards", truth, afterwards(online));
    }

    private static String row(String name, Labels truth, Labels said) {
        var comparison = Comparison.of(truth, said);
        var clear = Clear.of(comparison, SAME);
        var higher = HigherOrder.of(comparison);
        return String.format(
                Locale.ROOT,
                "  %-22s %6.3f %6.3f %6.3f %6.3f %6.3f %8.3f %6.3f %6d %4d%n",
                name,
                clear.accuracy(),
                Identity.of(comparison, SAME).f1(),
                higher.hota(),
                higher.detection(),
                higher.association(),
                clear.recall(),
                clear.precision(),
                comparison.saids(),
                clear.switches());
    }

    /** What is shown of each frame when it is there. */
    static Labels online(Labels detections, long frames, TrackerSettings settings) {
        var tracker = new CameraTracker(settings);
        var standing = Standing.NEW;
        var said = new Labels();
        for (var frame = 1L; frame <= frames; frame++) {
            var seen = detections.in(frame).stream()
                    .map(label -> Detection.of(label.box(), label.score()))
                    .toList();
            standing = tracker.after(standing, frame, seen, CameraMotion.NONE);
            for (var track : standing.shown()) said.add(frame, new Labels.Label(track.id(), track.box(), 1));
        }
        return said;
    }

    /** What is known of all frames in the end. */
    static Labels afterwards(Labels online) {
        var said = new Labels();
        online.byId().forEach((id, own) -> {
            var places = own.stream()
                    .map(each -> new Trail.Place(each.getKey(), each.getValue().box()))
                    .toList();
            Trail.filled(Trail.smoothed(places, PLACE_WIDTH, SIZE_WIDTH), GAP)
                    .forEach(place -> said.add(place.frame(), new Labels.Label(id, place.box(), 1)));
        });
        return said;
    }
}
