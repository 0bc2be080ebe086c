package dev.millrace.topology;

import com.google.protobuf.Message;
import dev.millrace.message.dead.DeadLetter;
import dev.millrace.part.Settings;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Partitions;
import dev.millrace.topic.Topic;
import dev.millrace.topic.Topics;
import dev.millrace.topic.serde.MessageSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** One topology on Kafka's test driver, built and configured by the frame as for a real cluster. */
public final class TopologyBench implements AutoCloseable {

    private final TestRegistry registry = new TestRegistry();
    private final Cluster cluster = Cluster.of("127.0.0.1:1", registry.url());
    private final MessageSerdes serdes = new MessageSerdes(cluster);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Topology topology;
    private final TopologyTestDriver driver;

    public TopologyBench(TopologyDefinition definition) {
        this(definition, TopologySettings.defaults(), Partitions.EMBEDDED);
    }

    public TopologyBench(TopologyDefinition definition, Settings given, Partitions partitions) {
        var settings = given.as("topology", TopologySettings.class);
        var deadLetters = new DeadLetters(definition.name(), topics().deadLetters(), serdes, meters);
        var properties = StreamsProperties.of(
                definition.name(),
                cluster,
                settings,
                definition.pace(),
                Path.of(System.getProperty("java.io.tmpdir")),
                deadLetters);
        topology = definition.build(new TopologyContext(
                topics(),
                partitions,
                serdes,
                deadLetters,
                settings,
                new TopologyConfig(new StreamsConfig(properties))));
        driver = new TopologyTestDriver(topology, properties);
    }

    public Topics topics() {
        return cluster.topics();
    }

    public String description() {
        return topology.describe().toString();
    }

    public <V extends Message> void send(Topic<V> topic, String key, V message) {
        driver.createInputTopic(topic.name(), new StringSerializer(), serdes.<V>serializer())
                .pipeInput(key, message);
    }

    public void sendBytes(Topic<?> topic, byte @Nullable [] key, byte @Nullable [] value) {
        driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(key, value);
    }

    /** What was written since the last call. */
    public <V extends Message> List<TestRecord<String, V>> read(Topic<V> topic) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), serdes.deserializer(topic))
                .readRecordsToList();
    }

    /** Lets the clock of the machine that runs the topology go on. */
    public void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    public List<DeadLetter> deadLetters() {
        return read(topics().deadLetters()).stream().map(TestRecord::value).toList();
    }

    public double rejected(String reason) {
        return meters.get("millrace.topology.rejected")
                .tag("reason", reason)
                .counter()
                .count();
    }

    @Override
    public void close() {
        driver.close();
        registry.close();
    }
}
