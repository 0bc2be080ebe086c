package dev.millrace.gpu.camera;

import com.google.protobuf.Message;
import dev.millrace.gpu.kafka.States;
import dev.millrace.message.tracking.TrackingCommand.Report;
import dev.millrace.message.tracking.TrackingTask;
import dev.millrace.message.video.VideoStream;
import dev.millrace.topic.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * The recorded cameras that this worker reads: those of active tasks whose streams are on its partitions. A stream without
 * a place is placed by whoever has the first partition. Thread-safe.
 */
public final class Cameras {

    private static final long ASK_AGAIN_NS = 1_000_000_000L;

    private final States<TrackingTask> tasks;
    private final States<VideoStream> streams;
    private final Supplier<Set<Integer>> partitions;
    private final KafkaProducer<String, Message> producer;
    private final Topics topics;
    private final Sources sources;
    private final Reporter reporter;
    /** Tells this run of the worker from others. */
    private final String run;

    private final Map<String, Reading> readers = new HashMap<>();
    private final Map<String, Long> askedNs = new HashMap<>();

    private record Reading(Assignment assignment, CameraReader reader) {}

    /**
     * @param producer that may block
     * @param partitions of video.packets that are this worker's now
     */
    public Cameras(
            CameraSettings settings,
            KafkaProducer<String, Message> producer,
            Topics topics,
            States<TrackingTask> tasks,
            States<VideoStream> streams,
            Supplier<Set<Integer>> partitions,
            String worker) {
        this.tasks = tasks;
        this.streams = streams;
        this.partitions = partitions;
        this.producer = producer;
        this.topics = topics;
        this.sources = new Sources(
                new RecordingCache(settings.folder(), settings.cache().bytes()));
        this.reporter = new Reporter(producer, topics, worker);
        this.run = worker + "-" + Long.toHexString(System.currentTimeMillis());
    }

    /** Does what tasks, places and partitions now ask for. */
    public synchronized void review() {
        var ours = partitions.get();
        var wanted = wanted();
        for (var key : new HashSet<>(readers.keySet())) {
            var reading = readers.get(key);
            if (reading != null && !(wanted.containsKey(key) && isStillOurs(reading, ours))) end(key, reading);
        }
        wanted.values().forEach(camera -> attend(camera, ours));
        askedNs.keySet().retainAll(wanted.keySet());
    }

    private Map<String, Assignment> wanted() {
        var wanted = new LinkedHashMap<String, Assignment>();
        tasks.all().forEach((task, state) -> {
            if (!isActive(state)) return;
            for (var camera : state.getCamerasList()) {
                var assignment = new Assignment(task, state, camera);
                if (camera.getSourcesCount() > 0) wanted.put(assignment.key(), assignment);
            }
        });
        return wanted;
    }

    static boolean isActive(TrackingTask state) {
        return switch (state.getStatus()) {
            case STATUS_QUEUED, STATUS_INITIALIZING, STATUS_DOWNLOADING, STATUS_EXTRACTING, STATUS_PROCESSING -> true;
            default -> false;
        };
    }

    private boolean isStillOurs(Reading reading, Set<Integer> ours) {
        var place = reading.reader.place();
        return ours.contains(place.partition())
                && streams.get(reading.assignment.stream())
                        .filter(stream -> stream.getSessionId().equals(place.session()))
                        .isPresent();
    }

    private void end(String key, Reading reading) {
        readers.remove(key);
        reading.reader.stop();
        reporter.closed(reading.assignment.stream(), reading.reader.place());
    }

    private void attend(Assignment camera, Set<Integer> ours) {
        var known = readers.get(camera.key());
        if (known != null) {
            known.reader.follow(camera);
            return;
        }
        if (camera.isOver()) return;
        var session = camera.key() + "/" + run;
        var stream = streams.get(camera.stream());
        var isOurs = stream.map(placed -> ours.contains(placed.getPartition())).orElse(ours.contains(0));
        if (!isOurs) return;
        if (stream.filter(placed -> placed.getOpen() && placed.getSessionId().equals(session))
                .isPresent()) {
            begin(
                    camera,
                    new PacketWriter.Place(
                            stream.get().getPartition(), session, stream.get().getSessionEpoch()));
        } else {
            ask(camera, session);
        }
    }

    private void ask(Assignment camera, String session) {
        var now = System.nanoTime();
        var asked = askedNs.get(camera.key());
        if (asked != null && now - asked < ASK_AGAIN_NS) return;
        if (asked == null) reporter.report(camera, Report.newBuilder().setStage(Report.Stage.STAGE_WAITING));
        askedNs.put(camera.key(), now);
        reporter.opened(camera, session);
    }

    private void begin(Assignment camera, PacketWriter.Place place) {
        var writer = new PacketWriter(producer, topics, camera.stream(), place);
        var reader = new CameraReader(camera, place, writer, sources, reporter);
        readers.put(camera.key(), new Reading(camera, reader));
        var thread = new Thread(reader, "camera-" + camera.camera().getName());
        thread.setDaemon(true);
        thread.start();
    }

    public synchronized void stop() {
        Map.copyOf(readers).forEach(this::end);
    }
}
