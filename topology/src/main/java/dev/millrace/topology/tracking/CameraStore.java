package dev.millrace.topology.tracking;

import dev.millrace.message.tracking.TrackingDetections;
import dev.millrace.topic.Key;
import dev.millrace.topology.StepContext;
import dev.millrace.topology.tracking.CameraTracker.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.KeyValueStore;

/** What is known of cameras: an entry for each, one for each of its tracks, and one for each picture that waits. */
final class CameraStore {

    static final String CAMERAS = "cameras";
    static final String TRACKS = "tracks";
    static final String HELD = "held";

    /** Numbers as sixteen hexadecimal digits are in their order. */
    private static final String NUMBER = "%016x";

    private static final String EARLIEST = "0";
    private static final String LATEST = "g";

    private final KeyValueStore<String, CameraState> cameras;
    private final KeyValueStore<String, Track> tracks;
    private final KeyValueStore<String, TrackingDetections> held;

    CameraStore(StepContext step) {
        this.cameras = step.store(CAMERAS);
        this.tracks = step.store(TRACKS);
        this.held = step.store(HELD);
    }

    Camera camera(String task, String name) {
        return new Camera(task, name);
    }

    /** One camera of one task, while a record is dealt with; {@link #save()} keeps what has become of it. */
    final class Camera {

        private final String task;
        private final String name;
        private final List<Track> before;
        private CameraState state;
        private List<Track> now;

        private Camera(String task, String name) {
            this.task = task;
            this.name = name;
            this.state = Optional.ofNullable(cameras.get(Key.join(task, name))).orElse(CameraState.NEW);
            this.before = known();
            this.now = before;
        }

        private List<Track> known() {
            var known = new ArrayList<Track>();
            try (var found = tracks.range(Key.join(task, name, EARLIEST), Key.join(task, name, LATEST))) {
                while (found.hasNext()) known.add(found.next().value);
            }
            return List.copyOf(known);
        }

        CameraState state() {
            return state;
        }

        Standing standing() {
            return new Standing(state.frame(), state.nextTrack(), now);
        }

        void stand(Standing standing) {
            state = state.passed(standing.frame(), standing.nextId());
            now = standing.tracks();
        }

        /** Its pictures go on elsewhere. */
        void begin(long era) {
            state = state.begin(era);
            now = List.of();
        }

        void end(long frame) {
            state = state.passed(frame, state.nextTrack());
            now = List.of();
        }

        void late() {
            state = state.withLate();
        }

        void hold(TrackingDetections detections) {
            if (held.putIfAbsent(key(detections), detections) == null) state = state.holding(1);
            else late();
        }

        /** The oldest picture that waits. */
        Optional<TrackingDetections> oldestHeld() {
            if (state.held() == 0) return Optional.empty();
            try (var found = held.range(Key.join(task, name, EARLIEST), Key.join(task, name, LATEST))) {
                return found.hasNext() ? Optional.of(found.next().value) : Optional.empty();
            }
        }

        void release(TrackingDetections detections) {
            held.delete(key(detections));
            state = state.holding(-1);
        }

        void save() {
            var kept = now.stream().map(Track::id).collect(Collectors.toSet());
            for (var track : before) if (!kept.contains(track.id())) tracks.delete(key(track.id()));
            if (!Objects.equals(before, now)) for (var track : now) tracks.put(key(track.id()), track);
            cameras.put(Key.join(task, name), state);
        }

        private String key(TrackingDetections detections) {
            return Key.join(task, name, NUMBER.formatted(detections.getEra()), NUMBER.formatted(detections.getFrame()));
        }

        private String key(long track) {
            return Key.join(task, name, NUMBER.formatted(track));
        }
    }
}
