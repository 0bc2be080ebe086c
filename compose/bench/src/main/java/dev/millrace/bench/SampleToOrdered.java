package dev.millrace.bench;

import dev.millrace.message.imu.ImuBatch;
import dev.millrace.message.imu.ImuBatch.Sample;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How long after the sample that lets it go a sample in order is seen. The window itself, by which samples wait for
 * older ones, is the device's time and no part of it.
 */
final class SampleToOrdered implements Benchmark {

    private static final int PER_SECOND = 200;
    private static final int SECONDS = 8;
    private static final int WARM = PER_SECOND * 2;
    private static final long STEP_NS = 5_000_000;
    /** So many samples later the window has passed. */
    private static final int BEHIND = 10;

    @Override
    public String name() {
        return "imu-ordering";
    }

    @Override
    public String question() {
        return "an inertial sample through the ordering, against a bare produce and consume of the same";
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.latency("p50", "< 10 ms"), Figure.latency("p99", "< 40 ms"));
    }

    @Override
    public Sides open() throws Exception {
        var platform = MeasuredPlatform.start();
        var topics = platform.cluster().topics();
        return new Sides() {
            @Override
            public Trial ceiling() throws Exception {
                // Late samples are few: the topic is as good as a bare one.
                return trial(platform, topics.imuLate(), topics.imuLate(), 0);
            }

            @Override
            public Trial ours() throws Exception {
                return trial(platform, topics.imuSamples(), topics.imuOrdered(), BEHIND);
            }

            @Override
            public void close() {
                platform.close();
            }
        };
    }

    /** @param behind how many samples later one is let go */
    private static Trial trial(MeasuredPlatform platform, Topic<ImuBatch> in, Topic<ImuBatch> out, int behind)
            throws Exception {
        var serdes = new MessageSerdes(platform.cluster());
        var count = PER_SECOND * SECONDS;
        var dues = new AtomicLongArray(WARM + count + behind);
        var device = "bench" + System.nanoTime();
        var latencies = new Latencies(count);
        var isDone = new AtomicBoolean();
        var start = System.currentTimeMillis() * 1_000_000;
        var reader = new Thread(() -> read(
                platform,
                out,
                isDone,
                batch -> {
                    for (var sample : batch.getSamplesList()) {
                        var number = (int) ((sample.getDeviceNs() - start) / STEP_NS);
                        if (number >= WARM && number < WARM + count) latencies.seen(dues.get(number + behind));
                    }
                },
                device));
        reader.start();
        Map<String, Object> properties = Map.of("bootstrap.servers", platform.kafka(), "acks", "all", "linger.ms", 0);
        try (var producer = new KafkaProducer<>(properties, new StringSerializer(), serdes.<ImuBatch>serializer())) {
            OpenLoop.perSecond(PER_SECOND).run(WARM + count + behind, (number, due) -> {
                dues.set(number, due);
                producer.send(new ProducerRecord<>(in.name(), device, batch(start + number * STEP_NS)));
            });
            return latencies.await();
        } finally {
            isDone.set(true);
            reader.join();
        }
    }

    /** As a gateway does for live viewers: before it is committed. */
    private static void read(
            MeasuredPlatform platform,
            Topic<ImuBatch> topic,
            AtomicBoolean isDone,
            Consumer<ImuBatch> seen,
            String device) {
        var cluster = platform.cluster();
        var deserializer = new MessageSerdes(cluster).deserializer(topic);
        Map<String, Object> properties = Map.of("bootstrap.servers", platform.kafka(), "fetch.max.wait.ms", 20);
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, cluster.partitions().of(topic.spread()))
                    .mapToObj(number -> new TopicPartition(topic.name(), number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            while (!isDone.get()) {
                for (var record : consumer.poll(Duration.ofMillis(50))) {
                    if (device.equals(new String(record.key(), java.nio.charset.StandardCharsets.UTF_8))) {
                        seen.accept(deserializer.deserialize(topic.name(), record.value()));
                    }
                }
            }
        }
    }

    private static ImuBatch batch(long stamp) {
        return ImuBatch.newBuilder()
                .setCaptureTimeNs(stamp)
                .setDeviceTime(stamp)
                .setDeviceTickNs(1)
                .setClock("epoch")
                .setReceivedNs(stamp)
                .addSamples(Sample.newBuilder()
                        .setDeviceNs(stamp)
                        .setDeviceTime(stamp)
                        .setAccelerationX(0.1)
                        .setAccelerationY(-0.2)
                        .setAccelerationZ(9.81)
                        .setRotationX(0.01)
                        .setRotationZ(-0.02))
                .build();
    }
}
