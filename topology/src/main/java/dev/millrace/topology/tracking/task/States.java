package dev.millrace.topology.tracking.task;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.message.tracking.TrackingTask;
import dev.millrace.topic.Stamp;
import dev.millrace.topology.tracking.task.Reader.Stage;
import java.util.LinkedHashMap;

/** Reads and writes tasks as messages. */
final class States {

    private States() {}

    static Task read(TrackingTask state) {
        var readers = new LinkedHashMap<String, Reader>();
        for (var each : state.getReadersList()) {
            readers.put(
                    each.getCamera(),
                    new Reader(
                            Stage.values()[each.getStage()],
                            each.getEra(),
                            each.getFrame(),
                            each.getFrames(),
                            each.getProblem(),
                            each.getPart()));
        }
        var focus = state.getFocus();
        return new Task(
                order(state),
                Status.values()[state.getStatusValue() - 1],
                state.getProgress(),
                state.getDetails(),
                readers,
                new Playback(
                        state.getEra(),
                        state.getEraFrame(),
                        state.getEraNs(),
                        state.getPaused(),
                        state.getTransitionNs()),
                new Focus(focus.getPerson(), focus.getDetails(), focus.getHighlightSettings(), focus.getSinceNs()),
                state.getWatchedUntilNs(),
                state.getCreatedNs(),
                state.getUpdatedNs());
    }

    private static Order order(TrackingTask state) {
        return new Order(
                state.getEnvironment(),
                state.getCamerasList().stream()
                        .map(each -> new Order.Camera(each.getName(), each.getSourcesCount() > 0, each.toByteString()))
                        .toList(),
                state.getTracking(),
                state.getSpeed(),
                state.getStopsUnwatched(),
                state.getMode());
    }

    /** @param question that the answer is to; empty for none */
    static TrackingTask write(Stamp stamp, Answer answer, String question) {
        var task = answer.task();
        var order = task.order();
        var playback = task.playback();
        var state = stamp.on(TrackingTask.newBuilder())
                .setEnvironment(order.environment())
                .setStatusValue(task.status().ordinal() + 1)
                .setProgress(task.progress())
                .setCurrentStep(task.status().step())
                .setDetails(task.details())
                .setCreatedNs(task.createdNs())
                .setUpdatedNs(task.updatedNs())
                .setMode(order.mode())
                .setTracking(order.isTracking())
                .setSpeed(order.speed())
                .setStopsUnwatched(order.stopsUnwatched())
                .setEra(playback.era())
                .setEraFrame(playback.frame())
                .setEraNs(playback.eraNs())
                .setPaused(playback.isPaused())
                .setTransitionNs(playback.changedNs())
                .setWatchedUntilNs(task.watchedUntilNs())
                .setCommandId(question)
                .setRefusal(answer.refusal())
                .setRefusedBecause(answer.because());
        if (!task.focus().person().isEmpty()) state.setFocus(focus(task.focus()));
        for (var camera : order.cameras()) {
            state.addCameras(camera(camera));
            var reader = task.readers().get(camera.name());
            if (reader != null) state.addReaders(progress(camera.name(), reader));
        }
        return state.build();
    }

    /** The same fields as in the command that asked for it. */
    private static TrackingTask.Camera camera(Order.Camera camera) {
        try {
            return TrackingTask.Camera.parseFrom(camera.bytes());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a camera that was read cannot be read again", e);
        }
    }

    private static TrackingTask.Progress progress(String camera, Reader reader) {
        return TrackingTask.Progress.newBuilder()
                .setCamera(camera)
                .setStage(reader.stage().ordinal())
                .setEra(reader.era())
                .setFrame(reader.frame())
                .setFrames(reader.frames())
                .setProblem(reader.problem())
                .setPart(reader.part())
                .build();
    }

    private static TrackingTask.Focus focus(Focus focus) {
        return TrackingTask.Focus.newBuilder()
                .setPerson(focus.person())
                .setDetails(focus.details())
                .setHighlightSettings(focus.settings())
                .setSinceNs(focus.sinceNs())
                .build();
    }
}
