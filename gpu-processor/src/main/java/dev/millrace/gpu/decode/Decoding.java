package dev.millrace.gpu.decode;

import dev.millrace.gpu.demand.Demands;
import dev.millrace.gpu.frame.Frames;
import dev.millrace.gpu.kafka.Containers;
import dev.millrace.gpu.kafka.DeadLetters;
import dev.millrace.gpu.kafka.Values;
import dev.millrace.message.gpu.GpuState;
import dev.millrace.part.Health;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.serde.MessageSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.support.TopicPartitionOffset;

/** The decoding of one worker, from its readers to its threads. Thread-safe. */
public final class Decoding {

    private static final int MOST_INDEXED = 50_000;

    private final DecodeSettings settings;
    private final ThreadPoolExecutor threads;
    private final Attention attention;
    private final KafkaMessageListenerContainer<String, byte[]> packets;
    private final KafkaMessageListenerContainer<String, byte[]> keyframes;
    private final List<PoisonMark.Parked> parked;
    private final DeadLetters deadLetters;
    private final Cluster cluster;

    /**
     * What a worker's decoding is made of and where it reports to.
     *
     * @param session after how long without a sign of life its partitions go to other workers
     * @param marks the file in which it remembers what it is decoding
     * @param onBug told of what ends it
     */
    public record Surroundings(
            Cluster cluster,
            MessageSerdes serdes,
            Demands demands,
            Frames frames,
            Looker looker,
            DeadLetters deadLetters,
            MeterRegistry meters,
            Duration session,
            Path marks,
            Consumer<Throwable> onBug) {}

    public Decoding(DecodeSettings settings, Surroundings around) {
        this.settings = settings;
        this.cluster = around.cluster();
        this.deadLetters = around.deadLetters();
        this.threads = threads(settings.threads(), around.onBug());
        var topics = cluster.topics();
        var meters = new DecodeMeters(around.meters());
        var poison = PoisonMark.in(around.marks(), settings.threads());
        this.parked = List.copyOf(poison.parked());
        var means = new DecodedStream.Means(
                topics.videoPackets().name(), settings, meters, around.frames(), threads, poison, around.looker());
        var index = new KeyframeIndex(MOST_INDEXED);
        var listener = new PacketListener(topics.videoPackets(), around.serdes(), meters, deadLetters);
        this.attention = new Attention(around.demands(), index, listener, means);
        var containers = new Containers(cluster, around.onBug());
        var group = topics.namespace().qualify("gpu-processor.decode");
        this.packets = containers.sharing(topics.videoPackets(), group, around.session(), listener);
        listener.between(attention, packets);
        this.keyframes = containers.following(
                topics.videoKeyframes(),
                partition -> new TopicPartitionOffset(
                        topics.videoKeyframes().name(), partition, (long) -settings.keyframes()),
                indexing(index, around.serdes()));
        meters.gauge("streams", () -> attention.streams().size());
        meters.gauge(
                "waiting.bytes",
                () -> attention.streams().stream()
                        .mapToLong(each -> each.look(0).bytes())
                        .sum());
    }

    private BatchMessageListener<String, byte[]> indexing(KeyframeIndex index, MessageSerdes serdes) {
        var values = new Values<>(cluster.topics().videoKeyframes(), serdes, (original, why) -> {});
        return records -> {
            for (ConsumerRecord<String, byte[]> original : records) {
                if (original.key() == null) continue;
                values.of(original)
                        .flatMap(entry -> index.take(original.key(), original.partition(), entry))
                        .ifPresent(newest -> attention.keyframe(original.key(), newest));
            }
        };
    }

    public void start() {
        for (var partition = 0; partition < partitions(); partition++) {
            packets.pausePartition(new org.apache.kafka.common.TopicPartition(
                    cluster.topics().videoPackets().name(), partition));
        }
        for (var packet : parked) {
            deadLetters.about(
                    cluster.topics().videoPackets(),
                    packet.partition(),
                    packet.offset(),
                    packet.stream(),
                    "decode",
                    "worker-died",
                    "a worker died while it decoded this packet; the stream goes on with its next keyframe");
        }
        keyframes.start();
        packets.start();
    }

    private int partitions() {
        return cluster.partitions().of(cluster.topics().videoPackets().spread());
    }

    /** Of the packets' topic, those that are this worker's now. */
    public Set<Integer> assigned() {
        return attention.partitions();
    }

    /** Looks anew at who demands what. */
    public void review() {
        attention.review();
    }

    public Health health() {
        if (!packets.isRunning() || !keyframes.isRunning()) {
            return Health.of(Health.State.DOWN, "packets are not read");
        }
        return Health.ready();
    }

    /** What decodes, what is being decoded, and how it goes. */
    public void describe(GpuState.Builder state) {
        var decoder = Decoder.describe();
        state.setDecoder(GpuState.Decoder.newBuilder()
                .setName(decoder.name())
                .setLongName(decoder.longName())
                .setProvider(decoder.provider())
                .setLibrary(decoder.library())
                .setThreads(1)
                .setThreadType("none"));
        state.addAllPartitions(attention.partitions().stream().sorted().toList());
        var now = System.nanoTime();
        for (var stream : attention.streams()) {
            var look = stream.look(now);
            state.addStreams(GpuState.Stream.newBuilder()
                    .setStream(look.stream())
                    .setPartition(look.partition())
                    .setWaiting(look.waiting())
                    .setWaitingBytes(look.bytes())
                    .setOldestWaitingNs(look.oldestNs())
                    .setPictures(look.pictures())
                    .setPublished(look.published()));
        }
    }

    /** Gives its partitions up, so that others go on with them. */
    public void drain() {
        packets.stop();
    }

    public void stop() {
        packets.stop();
        keyframes.stop();
        attention.close();
        threads.shutdown();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadPoolExecutor threads(int count, Consumer<Throwable> onBug) {
        var number = new AtomicInteger();
        var pool = new ThreadPoolExecutor(count, count, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            var thread = new Thread(work, "decode-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((died, bug) -> onBug.accept(bug));
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
