package dev.millrace.gpu.tracking;

import dev.millrace.message.tracking.TrackingTask;
import dev.millrace.message.tracking.TrackingTask.Camera;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A camera of an active task, whose pictures are looked at. */
record Watched(String task, Camera camera) {

    /** By stream; a live stream may be a camera of several tasks. */
    static Map<String, List<Watched>> of(Map<String, TrackingTask> tasks) {
        var watched = new HashMap<String, List<Watched>>();
        tasks.forEach((task, state) -> {
            if (!isActive(state)) return;
            for (var camera : state.getCamerasList()) {
                watched.computeIfAbsent(camera.getStream(), stream -> new ArrayList<>())
                        .add(new Watched(task, camera));
            }
        });
        return Map.copyOf(watched);
    }

    private static boolean isActive(TrackingTask state) {
        return switch (state.getStatus()) {
            case STATUS_QUEUED, STATUS_INITIALIZING, STATUS_DOWNLOADING, STATUS_EXTRACTING, STATUS_PROCESSING -> true;
            default -> false;
        };
    }

    String key() {
        return task + "/" + camera.getName();
    }
}
