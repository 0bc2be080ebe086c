package dev.millrace.topology.tracking;

import dev.millrace.message.tracking.TrackingDetections;
import dev.millrace.message.tracking.TrackingUpdate;
import dev.millrace.message.tracking.TrackingUpdate.Person;
import dev.millrace.topic.Stamp;
import dev.millrace.topology.tracking.CameraTracker.Standing;
import dev.millrace.topology.tracking.Track.Stage;

/** Writes who is in a picture as a message. */
final class Updates {

    private Updates() {}

    /** @param detections with the stamp of what is derived from them */
    static TrackingUpdate of(TrackingDetections detections, Standing standing, CameraState state) {
        var update = Stamp.of(detections)
                .on(TrackingUpdate.newBuilder())
                .setCamera(detections.getCamera())
                .setFrame(detections.getFrame())
                .setEra(detections.getEra())
                .setFrameRate(detections.getFrameRate())
                .setWidth(detections.getWidth())
                .setHeight(detections.getHeight())
                .setModel(detections.getModel())
                .setSkipped(state.skipped())
                .setLate(state.late())
                .setEnded(detections.getEnded());
        for (var track : standing.shown()) update.addPeople(person(track));
        for (var track : standing.tracks()) if (track.stage() == Stage.LOST) update.addLost(track.id());
        return update.build();
    }

    private static Person person(Track track) {
        var box = track.box();
        return Person.newBuilder()
                .setTrack(track.id())
                .setLeft((float) box.left())
                .setTop((float) box.top())
                .setRight((float) box.right())
                .setBottom((float) box.bottom())
                .setScore((float) track.score())
                .build();
    }
}
