package dev.millrace.gpu.camera;

import dev.millrace.message.tracking.TrackingTask;
import dev.millrace.message.tracking.TrackingTask.Camera;
import dev.millrace.message.tracking.TrackingTask.Progress;
import java.util.List;
import java.util.Optional;

/** What a task wants of one of its recorded cameras. */
record Assignment(String task, TrackingTask state, Camera camera) {

    private static final int READING = 3;

    String key() {
        return task + "/" + camera.getName();
    }

    String stream() {
        return camera.getStream();
    }

    List<String> sources() {
        return camera.getSourcesList();
    }

    long era() {
        return state.getEra();
    }

    /** Nobody needs to read it any more, unless there is a seek. */
    boolean isOver() {
        return progress(camera.getName())
                .filter(each -> each.getStage() > READING)
                .isPresent();
    }

    /** Where whoever goes on with it begins: with what has been told last, or where its era does. */
    long frame() {
        return progress(camera.getName())
                .filter(each -> each.getStage() <= READING && each.getFrame() > 0)
                .map(Progress::getFrame)
                .orElse(state.getEraFrame());
    }

    /** All others are ready too, or will never be. */
    boolean isEverybodyReady() {
        return state.getCamerasList().stream()
                .filter(each -> each.getSourcesCount() > 0)
                .allMatch(each -> progress(each.getName())
                        .filter(said -> said.getStage() >= READING)
                        .isPresent());
    }

    private Optional<Progress> progress(String name) {
        return state.getReadersList().stream()
                .filter(each -> each.getCamera().equals(name) && each.getEra() == era())
                .findFirst();
    }

    /** When a picture was captured, on the timeline that the task's cameras share. */
    long capturedNs(long frame, double rate) {
        return state.getEraNs() + Math.round((frame - state.getEraFrame()) * 1e9 / rate);
    }

    /** Pictures a second, as fast as the task wants them. */
    double played(double rate) {
        return rate * (state.getSpeed() > 0 ? state.getSpeed() : 1);
    }
}
