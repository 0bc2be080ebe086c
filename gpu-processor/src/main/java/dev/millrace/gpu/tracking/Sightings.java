package dev.millrace.gpu.tracking;

import dev.millrace.gpu.decode.Looker.Place;
import dev.millrace.gpu.detect.Detection;
import dev.millrace.message.tracking.TrackingDetections;
import dev.millrace.message.tracking.TrackingTask.Camera;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.topic.Stamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what was seen in a picture as messages, each telling which picture of its camera was looked at before. */
final class Sightings {

    private static final double USUAL_RATE = 30;
    private static final double SLOWEST = 1;
    private static final double FASTEST = 240;
    /** Of the distance to a newer measurement. */
    private static final double FOLLOWING = 0.05;

    private final String topic;
    private final Map<String, Seen> newest = new HashMap<>();

    /** What was looked at last of a camera. */
    private record Seen(String session, long era, long frame, long receivedNs, double rate) {}

    /** @param topic of the packets that pictures are made of */
    Sightings(String topic) {
        this.topic = topic;
    }

    /**
     * @param model that found them
     * @param looks of each, in their order
     */
    TrackingDetections of(
            Watched watched,
            VideoPacket head,
            Place place,
            int width,
            int height,
            String model,
            List<Detection> people,
            List<float[]> looks) {
        var message =
                head(watched, head, place).setWidth(width).setHeight(height).setModel(model);
        for (var i = 0; i < people.size(); i++) message.addDetections(person(people.get(i), looks.get(i)));
        var camera = watched.camera();
        if (camera.getHomographyCount() > 0) message.setCalibration(calibration(camera));
        remember(watched, head, message);
        return message.build();
    }

    /** The last of its camera: there is no picture. */
    TrackingDetections end(Watched watched, VideoPacket last, Place place) {
        var message = head(watched, last, place).setEnded(true);
        newest.remove(watched.key());
        return message.build();
    }

    private TrackingDetections.Builder head(Watched watched, VideoPacket head, Place place) {
        var message = Stamp.of(head)
                .derivedFrom(topic, place.partition(), place.offset())
                .on(TrackingDetections.newBuilder())
                .setCamera(watched.camera().getName())
                .setEra(era(head))
                .setFrame(frame(head));
        var before = newest.get(watched.key());
        message.setFrameRate(rate(head, before));
        if (before != null && isAfter(head, before)) message.setPreviousFrame(before.frame);
        return message;
    }

    private static boolean isAfter(VideoPacket head, Seen before) {
        return before.session.equals(head.getSessionId()) && before.era == era(head) && before.frame < frame(head);
    }

    private void remember(Watched watched, VideoPacket head, TrackingDetections.Builder message) {
        newest.put(
                watched.key(),
                new Seen(
                        head.getSessionId(),
                        message.getEra(),
                        message.getFrame(),
                        head.getReceivedNs(),
                        message.getFrameRate()));
    }

    private static long era(VideoPacket head) {
        return head.hasPlayed() ? head.getPlayed().getEra() : head.getSessionEpoch();
    }

    private static long frame(VideoPacket head) {
        return head.hasPlayed() ? head.getPlayed().getFrame() : head.getSequence();
    }

    /** A live stream says nothing of its rate: it is measured, a little more with each picture. */
    private static double rate(VideoPacket head, @Nullable Seen before) {
        if (head.hasPlayed()) return head.getPlayed().getFrameRate();
        if (before == null || !isAfter(head, before)) return before == null ? USUAL_RATE : before.rate;
        var seconds = (head.getReceivedNs() - before.receivedNs) / 1e9;
        if (!(seconds > 0)) return before.rate;
        var measured = Math.min(FASTEST, Math.max(SLOWEST, (frame(head) - before.frame) / seconds));
        return before.rate + FOLLOWING * (measured - before.rate);
    }

    private static TrackingDetections.Detection person(Detection person, float[] looks) {
        var message = TrackingDetections.Detection.newBuilder()
                .setLeft(person.left())
                .setTop(person.top())
                .setRight(person.right())
                .setBottom(person.bottom())
                .setScore(person.score());
        for (var number : looks) message.addEmbedding(number);
        return message.build();
    }

    private static TrackingDetections.Calibration calibration(Camera camera) {
        return TrackingDetections.Calibration.newBuilder()
                .addAllHomography(camera.getHomographyList())
                .setMapUnitsPerMetre(camera.getMapUnitsPerMetre())
                .setMapBound(camera.getMapBound())
                .addAllLens(camera.getLensList())
                .addAllOverlaps(camera.getOverlapsList())
                .build();
    }
}
