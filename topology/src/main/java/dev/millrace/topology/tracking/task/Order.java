package dev.millrace.topology.tracking.task;

import java.util.List;

/**
 * What a task was asked to be.
 *
 * @param speed of its recordings; 1 for as they were taken
 * @param stopsUnwatched whether it is stopped where nobody watches it
 * @param mode the dialect it was asked for in
 */
record Order(
        String environment,
        List<Camera> cameras,
        boolean isTracking,
        double speed,
        boolean stopsUnwatched,
        String mode) {

    Order {
        cameras = List.copyOf(cameras);
    }

    /**
     * One of the cameras.
     *
     * @param isRecorded whether a reader plays it, which reports; a live stream comes by itself
     * @param bytes the camera as it was described, all of it: passed on, and looked at by others
     */
    record Camera(String name, boolean isRecorded, com.google.protobuf.ByteString bytes) {}

    boolean has(String camera) {
        return cameras.stream().anyMatch(each -> each.name().equals(camera));
    }

    List<Camera> recorded() {
        return cameras.stream().filter(Camera::isRecorded).toList();
    }
}
