package dev.millrace.gpu.tracking;

import com.google.protobuf.Message;
import dev.millrace.gpu.decode.Looker;
import dev.millrace.gpu.detect.Detection;
import dev.millrace.gpu.detect.Detector;
import dev.millrace.gpu.detect.Detectors;
import dev.millrace.gpu.embed.Embedder;
import dev.millrace.gpu.embed.Embedders;
import dev.millrace.gpu.model.ModelException;
import dev.millrace.gpu.model.ModelSettings;
import dev.millrace.gpu.model.ModelState;
import dev.millrace.gpu.tracking.Waiting.Entry;
import dev.millrace.message.gpu.GpuState;
import dev.millrace.message.tracking.TrackingDetections;
import dev.millrace.message.tracking.TrackingTask;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.part.Health;
import dev.millrace.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the pictures of tasks' cameras, on a thread of its own: who is in them, and what they look like. Then those who
 * watch may see them. Of each stream a few pictures wait; where it is slower than they come, the oldest are left out and
 * counted. Its models are loaded with the first task. Thread-safe.
 */
public final class Looking implements Looker, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Looking.class);
    private static final int MOST_WAITING = 3;
    /** ONNX Runtime loads a model by deep recursion, and a stack that is too small for it kills the process. */
    private static final long STACK_BYTES = 8L << 20;

    private final ModelSettings settings;
    private final KafkaProducer<String, Message> producer;
    private final Topics topics;
    private final Consumer<Throwable> onBug;
    private final Waiting waiting = new Waiting(MOST_WAITING);
    private final Sightings sightings;
    private final Counter skipped;
    private final Timer detecting;
    private final Timer embedding;
    private volatile Map<String, List<Watched>> watched = Map.of();
    private volatile List<ModelState> models = List.of();
    private volatile String problem = "";
    private boolean isStarted;
    private boolean isClosed;

    /** @param producer that may block */
    public Looking(
            ModelSettings settings,
            KafkaProducer<String, Message> producer,
            Topics topics,
            MeterRegistry meters,
            Consumer<Throwable> onBug) {
        this.settings = settings;
        this.producer = producer;
        this.topics = topics;
        this.onBug = onBug;
        this.sightings = new Sightings(topics.videoPackets().name());
        this.skipped = meters.counter("millrace.gpu.skipped", "reason", "unlooked");
        this.detecting = meters.timer("millrace.gpu.detect.time");
        this.embedding = meters.timer("millrace.gpu.embed.time");
    }

    /** These are the tasks now. */
    public void follow(Map<String, TrackingTask> tasks) {
        watched = Watched.of(tasks);
        skipped.increment(waiting.keep(watched::containsKey));
        if (!watched.isEmpty()) start();
    }

    private synchronized void start() {
        if (isStarted || isClosed) return;
        isStarted = true;
        var thread = new Thread(null, this::run, "looking", STACK_BYTES);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((died, bug) -> onBug.accept(bug));
        thread.start();
    }

    @Override
    public Set<String> streams() {
        return watched.keySet();
    }

    @Override
    public void take(Looked picture) {
        skipped.increment(waiting.add(new Entry.Picture(picture, System.nanoTime())));
    }

    @Override
    public void ended(String stream, VideoPacket last, Place place) {
        waiting.add(new Entry.End(stream, last, place));
    }

    private void run() {
        try (var detector = Detectors.open(settings);
                var embedder = Embedders.open(settings)) {
            models = List.of(detector.state(), embedder.state());
            for (var taken = waiting.take(settings.batch()); !taken.isEmpty(); taken = waiting.take(settings.batch())) {
                look(taken, detector, embedder);
                models = List.of(detector.state(), embedder.state());
            }
        } catch (ModelException e) {
            problem = String.valueOf(e.getMessage());
            LOG.atError().setCause(e).log("nobody is looked for: a model cannot be used");
            waiting.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(List<Entry> taken, Detector detector, Embedder embedder) {
        var pictures = new ArrayList<Entry.Picture>();
        for (var entry : taken) if (entry instanceof Entry.Picture picture) pictures.add(picture);
        try {
            var began = System.nanoTime();
            var frames = pictures.stream().map(each -> each.looked().frame()).toList();
            var people = frames.isEmpty() ? List.<List<Detection>>of() : detector.detect(frames);
            if (!frames.isEmpty()) detecting.record((System.nanoTime() - began) / frames.size(), TimeUnit.NANOSECONDS);
            for (var i = 0; i < pictures.size(); i++) {
                tell(pictures.get(i), people.get(i), detector, embedder, began);
                pictures.get(i).looked().show();
            }
        } finally {
            pictures.forEach(each -> each.looked().close());
        }
        for (var entry : taken) if (entry instanceof Entry.End end) tellEnd(end);
    }

    private void tell(
            Entry.Picture picture, List<Detection> people, Detector detector, Embedder embedder, long beganNs) {
        var looked = picture.looked();
        var began = System.nanoTime();
        var looks = embedder.embed(looked.frame(), people);
        embedding.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        for (var camera : camerasOf(looked.stream(), looked.head())) {
            var message = sightings
                    .of(
                            camera,
                            looked.head(),
                            looked.place(),
                            looked.frame().width(),
                            looked.frame().height(),
                            detector.name(),
                            people,
                            looks)
                    .toBuilder()
                    .setWaitedMs((beganNs - picture.sinceNs()) / 1e6f)
                    .setLookedMs((System.nanoTime() - beganNs) / 1e6f);
            send(camera.task(), message.build());
        }
    }

    private void tellEnd(Entry.End end) {
        for (var camera : camerasOf(end.stream(), end.last())) {
            send(camera.task(), sightings.end(camera, end.last(), end.place()));
        }
    }

    /** A recording is played for one task; one that goes on in a stream from before is nobody's any more. */
    private List<Watched> camerasOf(String stream, VideoPacket head) {
        return watched.getOrDefault(stream, List.of()).stream()
                .filter(camera -> camera.camera().getSourcesCount() == 0
                        || camera.task().equals(head.getPlayed().getTask()))
                .toList();
    }

    private void send(String task, TrackingDetections detections) {
        try {
            producer.send(new ProducerRecord<>(topics.trackingDetections().name(), task, detections));
        } catch (KafkaException | IllegalStateException e) {
            skipped.increment();
            LOG.atWarn()
                    .addKeyValue("task", task)
                    .addKeyValue("cause", e.toString())
                    .log("detections are not told");
        }
    }

    /** What models it has loaded, and how they fare. */
    public void describe(GpuState.Builder state) {
        for (var model : models) {
            state.addModels(GpuState.Model.newBuilder().setName(model.name()).setProvider(model.provider()));
        }
    }

    public Health health() {
        return problem.isEmpty() ? Health.ready() : Health.of(Health.State.DEGRADED, problem);
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        waiting.close();
    }
}
