package dev.millrace.bench;

import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.message.telemetry.CompressedTelemetry.Format;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.Provisioning;
import dev.millrace.topic.serde.MessageSerdes;
import dev.millrace.topology.Topologies;
import dev.millrace.topology.TopologySettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** How many packets that lie ready are reconstructed in a second, each exactly once. */
final class Reconstructing implements Benchmark {

    private static final int PACKETS = 300_000;
    private static final int VEHICLES = 200;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

    @Override
    public String name() {
        return "reconstruction";
    }

    @Override
    public String question() {
        return "packets through the reconstruction, against the same topology with a step that reconstructs nothing";
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.rate("packets", "/s", ">= 0.7 of the ceiling"));
    }

    @Override
    public Sides open() throws Exception {
        var platform = MeasuredPlatform.start();
        return new Sides() {
            @Override
            public Trial ceiling() {
                return trial(platform, IdentityTopology.NAME);
            }

            @Override
            public Trial ours() {
                return trial(platform, "telemetry-reconstruction");
            }

            @Override
            public void close() {
                platform.close();
            }
        };
    }

    private static Trial trial(MeasuredPlatform platform, String topology) {
        var cluster = platform.cluster().in(new Namespace("bench" + System.nanoTime()));
        Provisioning.ensure(cluster, cluster.topics().all());
        produce(cluster);
        var settings = TopologySettings.defaults().with("topology.run", "[" + topology + "]");
        var topologies = new Topologies(
                cluster, settings.as("topology", TopologySettings.class), new SimpleMeterRegistry(), bug -> {});
        topologies.start();
        try {
            return await(cluster);
        } finally {
            topologies.stop();
        }
    }

    private static void produce(Cluster cluster) {
        var topic = cluster.topics().telemetryCompressed();
        var properties = cluster.clientProperties();
        properties.put("linger.ms", 20);
        try (var producer = new KafkaProducer<>(
                properties, new StringSerializer(), new MessageSerdes(cluster).<CompressedTelemetry>serializer())) {
            for (var i = 0; i < PACKETS; i++) {
                var packet = CompressedTelemetry.newBuilder()
                        .setFormat(Format.FORMAT_COMPRESSED)
                        .setTimestampMs(1_766_000_000_000L + i)
                        .setSpeed(i % 90)
                        .setOdometer(i);
                if (i % 3 == 0) packet.setPower(i % 40).setBattery(80).setHeading(i % 360);
                producer.send(new ProducerRecord<>(topic.name(), "BENCH" + i % VEHICLES, packet.build()));
            }
        }
    }

    /** From the first committed output on, so that the start of the topology does not count. */
    private static Trial await(Cluster cluster) {
        var topic = cluster.topics().telemetryRecords();
        var properties = cluster.clientProperties();
        properties.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, cluster.partitions().of(topic.spread()))
                    .mapToObj(number -> new TopicPartition(topic.name(), number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = System.nanoTime() + PATIENCE;
            var first = 0;
            var start = 0L;
            var found = 0;
            while (found < PACKETS && System.nanoTime() < end) {
                found += consumer.poll(Duration.ofMillis(50)).count();
                if (start == 0 && found > 0) {
                    start = System.nanoTime();
                    first = found;
                }
            }
            var seconds = (System.nanoTime() - start) / 1e9;
            return new Trial(List.of((found - first) / seconds), PACKETS, PACKETS - found);
        }
    }
}
