package dev.millrace.topology.tracking;

import dev.millrace.message.tracking.TrackingDetections;
import dev.millrace.topic.Topics;
import dev.millrace.topology.StepContext;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Lets each camera's pictures pass in their order, each once: at once where the one before has passed, else when it has,
 * or when it is taken for lost. It is so when too many wait for it, when somebody else has taken the camera over, and
 * when nothing more comes.
 */
final class Following implements BiConsumer<String, TrackingDetections> {

    /** Pictures of a camera that wait. */
    private static final int MOST_HELD = 32;

    private final Topics topics;
    private final StepContext step;
    private final CameraStore store;

    Following(Topics topics, StepContext step) {
        this.topics = topics;
        this.step = step;
        this.store = new CameraStore(step);
    }

    @Override
    public void accept(String task, TrackingDetections arrived) {
        var flaw = Detections.flaw(arrived);
        if (flaw.isPresent()) {
            step.reject(flaw.get());
            return;
        }
        var camera = store.camera(task, arrived.getCamera());
        var isBegun = arrived.getEra() > camera.state().era();
        if (isBegun || arrived.getEnded() || !arrived.hasPreviousFrame()) {
            pass(camera, held -> isBefore(held, arrived));
        }
        if (isBegun) camera.begin(arrived.getEra());
        var detections = step.derivedStamp().on(arrived.toBuilder()).build();
        if (camera.state().isPast(arrived)) camera.late();
        else if (camera.state().isNext(arrived) || arrived.getEnded()) follow(camera, detections);
        else camera.hold(detections);
        pass(camera, held -> isDue(camera, held));
        camera.save();
    }

    private void pass(CameraStore.Camera camera, Predicate<TrackingDetections> which) {
        for (var oldest = camera.oldestHeld().filter(which);
                oldest.isPresent();
                oldest = camera.oldestHeld().filter(which)) {
            camera.release(oldest.get());
            if (camera.state().isPast(oldest.get())) camera.late();
            else follow(camera, oldest.get());
        }
    }

    private static boolean isBefore(TrackingDetections held, TrackingDetections arrived) {
        return held.getEra() < arrived.getEra()
                || held.getEra() == arrived.getEra() && held.getFrame() < arrived.getFrame();
    }

    private static boolean isDue(CameraStore.Camera camera, TrackingDetections oldest) {
        var state = camera.state();
        return state.isPast(oldest) || state.isNext(oldest) || state.held() > MOST_HELD;
    }

    private void follow(CameraStore.Camera camera, TrackingDetections detections) {
        if (detections.getEnded()) {
            camera.end(detections.getFrame());
        } else {
            var tracker = new CameraTracker(TrackerSettings.at(detections.getFrameRate()));
            camera.stand(tracker.after(
                    camera.standing(),
                    detections.getFrame(),
                    Detections.people(detections),
                    Detections.motion(detections)));
        }
        step.emit(topics.trackingUpdates(), Updates.of(detections, camera.standing(), camera.state()));
    }
}
