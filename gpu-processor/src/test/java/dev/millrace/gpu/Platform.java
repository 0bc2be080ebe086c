package dev.millrace.gpu;

import com.google.protobuf.Message;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.broker.EmbeddedBroker;
import dev.millrace.message.video.VideoDemand;
import dev.millrace.message.video.VideoFrame;
import dev.millrace.message.video.VideoKeyframe;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.part.Metrics;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Key;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.Provisioning;
import dev.millrace.topic.Stamp;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real broker, the least of a registry, and what stands around a worker: the hub that writes packets, viewers that demand and read. */
final class Platform implements BeforeAllCallback, AfterAllCallback {

    private final AtomicInteger namespaces = new AtomicInteger();
    private Path directory;
    private EmbeddedBroker broker;
    private HttpServer registry;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        directory = Files.createTempDirectory("millrace-gpu");
        broker = EmbeddedBroker.start(EmbeddedBroker.Config.in(directory));
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/subjects", exchange -> {
            var body = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        registry.start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        registry.stop(0);
        broker.close();
        try (var files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
    }

    /** A namespace of its own, with its topics. */
    World world() {
        var cluster = Cluster.of(
                        broker.bootstrapServers(),
                        "http://127.0.0.1:" + registry.getAddress().getPort())
                .in(new Namespace("t" + namespaces.incrementAndGet()));
        Provisioning.ensure(cluster, cluster.topics().all());
        return new World(cluster, directory.resolve(cluster.namespace()));
    }

    static final class World implements AutoCloseable {

        final Cluster cluster;
        private final Path directory;
        private final MessageSerdes serdes;
        private final KafkaProducer<String, Message> producer;
        private final List<GpuProcessor> workers = new ArrayList<>();
        private final List<Throwable> bugs = new ArrayList<>();

        World(Cluster cluster, Path directory) {
            this.cluster = cluster;
            this.directory = directory;
            this.serdes = new MessageSerdes(cluster);
            var properties = cluster.clientProperties();
            properties.put("linger.ms", 0);
            properties.put("max.request.size", 5 << 20);
            this.producer = new KafkaProducer<>(properties, new StringSerializer(), serdes.serializer());
        }

        Map<String, String> settings(String worker) {
            return Map.of(
                    "gpu.worker",
                    worker,
                    "gpu.directory",
                    directory.resolve(worker).toString(),
                    "cluster.bootstrap-servers",
                    cluster.bootstrapServers(),
                    "cluster.schema-registry",
                    cluster.schemaRegistry(),
                    "cluster.namespace",
                    cluster.namespace());
        }

        /** A worker in this JVM. */
        GpuProcessor worker(String name, String... further) {
            var settings = GpuSettings.defaults();
            for (var setting : settings(name).entrySet())
                settings = settings.with(setting.getKey(), setting.getValue());
            for (var i = 0; i < further.length; i += 2) settings = settings.with(further[i], further[i + 1]);
            var worker = new GpuProcessor(
                    settings.as("cluster", Cluster.class),
                    settings.as("gpu", GpuSettings.class),
                    new Metrics(),
                    bugs::add);
            workers.add(worker);
            worker.start();
            return worker;
        }

        /** Writes packets as the hub does, with the index of their keyframes; gives the offset of each. */
        List<Long> write(String stream, int partition, List<VideoPacket> packets) throws Exception {
            var offsets = new ArrayList<Long>();
            for (var packet : packets) {
                var at = producer.send(new ProducerRecord<>(
                                cluster.topics().videoPackets().name(), partition, stream, packet))
                        .get(10, TimeUnit.SECONDS);
                offsets.add(at.offset());
                if (packet.getKeyframe()) {
                    var entry = VideoKeyframe.newBuilder()
                            .setSessionEpoch(packet.getSessionEpoch())
                            .setOffset(at.offset())
                            .build();
                    producer.send(new ProducerRecord<>(
                                    cluster.topics().videoKeyframes().name(), partition, stream, entry))
                            .get(10, TimeUnit.SECONDS);
                }
            }
            return offsets;
        }

        void demand(String stream, float perSecond, int longestSide) throws Exception {
            demand(stream, perSecond, longestSide, Duration.ofSeconds(40));
        }

        void demand(String stream, float perSecond, int longestSide, Duration lease) throws Exception {
            var nowNs = nowNs();
            var demand = Stamp.received(nowNs)
                    .on(VideoDemand.newBuilder())
                    .setStream(stream)
                    .setForm(VideoDemand.Form.FORM_JPEG)
                    .setOwner("test")
                    .setFramesPerSecond(perSecond)
                    .setLongestSide(longestSide)
                    .setExpiresNs(nowNs + lease.toNanos())
                    .build();
            send(cluster.topics().videoDemands(), Key.join(stream, "test"), demand);
        }

        /** Bytes that are no message, as a packet of a stream. */
        void writeRaw(String stream, int partition, byte[] bytes) throws Exception {
            var properties = cluster.clientProperties();
            try (var raw = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
                raw.send(new ProducerRecord<>(cluster.topics().videoPackets().name(), partition, stream, bytes))
                        .get(10, TimeUnit.SECONDS);
            }
        }

        void send(Topic<?> topic, String key, Message value) throws Exception {
            producer.send(new ProducerRecord<>(topic.name(), key, value)).get(10, TimeUnit.SECONDS);
        }

        /** All pictures of a stream so far. */
        List<VideoFrame> frames(String stream) {
            return all(cluster.topics().videoFrames(), stream);
        }

        /** All records of a key so far. */
        <V extends Message> List<V> all(Topic<V> topic, String key) {
            var properties = cluster.clientProperties();
            properties.put("enable.auto.commit", false);
            var found = new ArrayList<V>();
            try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), serdes.deserializer(topic))) {
                var partitions = IntStream.range(0, cluster.partitions().of(topic.spread()))
                        .mapToObj(number -> new TopicPartition(topic.name(), number))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                var ends = consumer.endOffsets(partitions);
                while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                    for (var each : consumer.poll(Duration.ofMillis(100))) {
                        if (each.key().equals(key) && each.value() != null) found.add(each.value());
                    }
                }
            }
            return found;
        }

        List<Throwable> bugs() {
            return bugs;
        }

        @Override
        public void close() {
            workers.forEach(GpuProcessor::stop);
            producer.close();
        }
    }

    static long nowNs() {
        var now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
