package dev.millrace.topology.tracking;

import dev.millrace.message.tracking.TrackingDetections;
import dev.millrace.topology.Rejected;
import java.util.List;
import java.util.Optional;

/** Reads detections as messages. */
final class Detections {

    private static final int LONGEST_NAME = 128;
    private static final int MOST_PEOPLE = 500;
    /** A track with its looks must fit into 16 KiB. */
    private static final int LONGEST_EMBEDDING = 2048;

    private static final double MOST_FRAME_RATE = 1000;
    /** A camera that zooms further between two pictures shows another scene. */
    private static final double MOST_ZOOM = 4;

    private Detections() {}

    static Optional<Rejected> flaw(TrackingDetections detections) {
        if (detections.getCamera().isEmpty() || detections.getCamera().length() > LONGEST_NAME) {
            return flaw("no-camera", "a camera's name has 1 to " + LONGEST_NAME + " characters");
        }
        if (detections.getFrame() < 0 || detections.getEra() < 0) {
            return flaw("no-place", "frame " + detections.getFrame() + " of era " + detections.getEra());
        }
        if (detections.hasPreviousFrame() && detections.getPreviousFrame() >= detections.getFrame()) {
            return flaw("no-place", "frame " + detections.getFrame() + " after " + detections.getPreviousFrame());
        }
        var rate = detections.getFrameRate();
        if (!detections.getEnded() && !(rate > 0 && rate <= MOST_FRAME_RATE)) {
            return flaw("no-frame-rate", "pictures a second: " + rate);
        }
        if (detections.getDetectionsCount() > MOST_PEOPLE) {
            return flaw("too-many-detections", "at most " + MOST_PEOPLE + ": " + detections.getDetectionsCount());
        }
        return detections.getDetectionsList().stream()
                .filter(each -> each.getEmbeddingCount() > LONGEST_EMBEDDING)
                .findFirst()
                .flatMap(each -> flaw("long-embedding", "at most " + LONGEST_EMBEDDING + " numbers"));
    }

    private static Optional<Rejected> flaw(String reason, String message) {
        return Optional.of(new Rejected(reason, message));
    }

    static List<Detection> people(TrackingDetections detections) {
        return detections.getDetectionsList().stream().map(Detections::person).toList();
    }

    private static Detection person(TrackingDetections.Detection each) {
        var vector = new float[each.getEmbeddingCount()];
        for (var i = 0; i < vector.length; i++) vector[i] = each.getEmbedding(i);
        return new Detection(
                new Box(each.getLeft(), each.getTop(), each.getRight(), each.getBottom()),
                each.getScore(),
                Embedding.of(vector));
    }

    /** None of one that cannot be. */
    static CameraMotion motion(TrackingDetections detections) {
        if (!detections.hasMotion()) return CameraMotion.NONE;
        var said = detections.getMotion();
        var motion =
                new CameraMotion(said.getXx(), said.getXy(), said.getLeft(), said.getYx(), said.getYy(), said.getTop());
        var isPlaced = Double.isFinite(motion.left()) && Double.isFinite(motion.top());
        var scale = motion.scale();
        return isPlaced && scale <= MOST_ZOOM && scale >= 1 / MOST_ZOOM ? motion : CameraMotion.NONE;
    }
}
