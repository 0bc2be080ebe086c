package dev.millrace.gpu;

import com.google.protobuf.Message;
import dev.millrace.gpu.camera.Cameras;
import dev.millrace.gpu.decode.Decoding;
import dev.millrace.gpu.demand.DemandReader;
import dev.millrace.gpu.demand.Demands;
import dev.millrace.gpu.frame.Frames;
import dev.millrace.gpu.kafka.Containers;
import dev.millrace.gpu.kafka.DeadLetters;
import dev.millrace.gpu.kafka.States;
import dev.millrace.gpu.tracking.Looking;
import dev.millrace.message.tracking.TrackingTask;
import dev.millrace.message.video.VideoStream;
import dev.millrace.part.Health;
import dev.millrace.part.Metrics;
import dev.millrace.part.PartFailure;
import dev.millrace.part.PartMain;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Provisioning;
import dev.millrace.topic.serde.MessageSerdes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker of the GPU processor: decodes the streams of its partitions that somebody wants to see. It keeps nothing that
 * another worker would need.
 */
public final class GpuProcessor implements PartMain.Served {

    private static final Logger LOG = LoggerFactory.getLogger(GpuProcessor.class);
    private static final long REVIEW_MS = 250;
    private static final long CLOCK_MS = 3_000;

    private final Cluster cluster;
    private final GpuSettings settings;
    private final Consumer<Throwable> onBug;
    private final Metrics metrics;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "gpu-clock"));
    private volatile @Nullable Running running;

    /** What there is once it has started. */
    private record Running(
            KafkaProducer<String, Message> producer,
            Frames frames,
            Decoding decoding,
            DemandReader demands,
            WorkerStates states,
            Tasks tasks,
            Cameras cameras) {}

    /** What it takes to do what tasks ask for. */
    private record Tasks(
            KafkaProducer<String, Message> producer,
            States<TrackingTask> states,
            States<VideoStream> streams,
            Looking looking) {

        void start() {
            streams.start();
            states.start();
        }

        void stop() {
            states.stop();
            streams.stop();
            looking.close();
            producer.close(Duration.ofSeconds(3));
        }
    }

    /**
     * @param metrics closed with the worker
     * @param onBug told, on any thread, of what it cannot go on after
     */
    public GpuProcessor(Cluster cluster, GpuSettings settings, Metrics metrics, Consumer<Throwable> onBug) {
        this.cluster = cluster;
        this.settings = settings;
        this.metrics = metrics;
        this.onBug = bug -> {
            LOG.error("a bug ends the worker", bug);
            onBug.accept(bug);
        };
    }

    @Override
    public String name() {
        return "gpu";
    }

    @Override
    public String served() {
        return settings.worker();
    }

    @Override
    public void start() {
        try {
            var topics = cluster.topics();
            Provisioning.ensure(
                    cluster,
                    List.of(
                            topics.videoPackets(),
                            topics.videoKeyframes(),
                            topics.videoDemands(),
                            topics.videoFrames(),
                            topics.gpuStates(),
                            topics.videoEvents(),
                            topics.videoStreams(),
                            topics.trackingCommands(),
                            topics.trackingTasks(),
                            topics.trackingDetections(),
                            topics.deadLetters()));
            var assembled = assemble();
            running = assembled;
            prepare(assembled.frames);
            assembled.demands.start();
            assembled.decoding.start();
            assembled.tasks.start();
            clock.scheduleWithFixedDelay(
                    guarded(assembled.decoding::review), REVIEW_MS, REVIEW_MS, TimeUnit.MILLISECONDS);
            clock.scheduleWithFixedDelay(
                    guarded(assembled.cameras::review), REVIEW_MS, REVIEW_MS, TimeUnit.MILLISECONDS);
            clock.scheduleWithFixedDelay(
                    guarded(() -> assembled.states.tell(assembled.decoding, assembled.tasks.looking)),
                    0,
                    settings.stateEvery().toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (KafkaException | IllegalStateException e) {
            stop();
            throw new PartFailure("the GPU processor cannot use Kafka: " + e.getMessage(), e);
        } catch (LinkageError e) {
            stop();
            throw new PartFailure("FFmpeg's libraries cannot be loaded on this machine: " + e.getMessage(), e);
        }
    }

    private static void prepare(Frames frames) {
        try {
            frames.prepare();
        } catch (KafkaException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("the first pictures will wait for their topic");
        }
    }

    private Running assemble() {
        var serdes = new MessageSerdes(cluster);
        var containers = new Containers(cluster, onBug);
        var producer = containers.producer(serdes, settings.inFlight().bytes());
        var frames = new Frames(cluster, serdes, producer, settings.inFlight().bytes());
        var demands = new Demands(settings.demands());
        var tasks = tasks(serdes, containers);
        var decoding = new Decoding(
                settings.decode(),
                new Decoding.Surroundings(
                        cluster,
                        serdes,
                        demands,
                        frames,
                        tasks.looking,
                        new DeadLetters(cluster, producer),
                        metrics.registry(),
                        settings.session(),
                        settings.marks(),
                        onBug));
        var reader = new DemandReader(cluster, serdes, containers, demands, decoding::review);
        var states = new WorkerStates(cluster, producer, settings);
        var cameras = new Cameras(
                settings.cameras(),
                tasks.producer,
                cluster.topics(),
                tasks.states,
                tasks.streams,
                decoding::assigned,
                settings.worker());
        tasks.states.tell(() -> {
            tasks.looking.follow(tasks.states.all());
            decoding.review();
            cameras.review();
        });
        tasks.streams.tell(cameras::review);
        return new Running(producer, frames, decoding, reader, states, tasks, cameras);
    }

    private Tasks tasks(MessageSerdes serdes, Containers containers) {
        var topics = cluster.topics();
        var producer = containers.patientProducer(serdes, settings.inFlight().bytes());
        var looking = new Looking(settings.models(), producer, topics, metrics.registry(), onBug);
        return new Tasks(
                producer,
                new States<>(topics.trackingTasks(), serdes, containers),
                new States<>(topics.videoStreams(), serdes, containers),
                looking);
    }

    Metrics metrics() {
        return metrics;
    }

    @Override
    public Health health() {
        var now = running;
        if (now == null) return Health.of(Health.State.STARTING, "not started");
        var failure = now.frames.failure();
        return Health.of(Map.of(
                "packets",
                now.decoding.health(),
                "demands",
                now.demands.isRunning() ? Health.ready() : Health.of(Health.State.DOWN, "are not read"),
                "models",
                now.tasks.looking.health(),
                "frames",
                failure.isEmpty() ? Health.ready() : Health.of(Health.State.DEGRADED, failure)));
    }

    @Override
    public void drain(Duration atMost) {
        var now = running;
        if (now != null) now.decoding.drain();
    }

    @Override
    public void stop() {
        clock.shutdownNow();
        var now = running;
        if (now == null) return;
        now.demands.stop();
        now.cameras.stop();
        now.decoding.stop();
        now.tasks.stop();
        awaitClock();
        now.states.gone();
        now.producer.close(Duration.ofSeconds(3));
        metrics.close();
        running = null;
    }

    /** A state that is being told would come after the word that there is none any more. */
    private void awaitClock() {
        try {
            if (!clock.awaitTermination(CLOCK_MS, TimeUnit.MILLISECONDS)) LOG.warn("the clock does not stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                onBug.accept(e);
                throw e;
            }
        };
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
