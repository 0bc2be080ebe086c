package dev.millrace.topology;

import com.google.protobuf.Message;
import dev.millrace.broker.EmbeddedBroker;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Partitions;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker and a registry, a producer to it, and committed reads from it. */
final class TestCluster implements AutoCloseable {

    private final TestRegistry registry = new TestRegistry();
    private final EmbeddedBroker broker;
    private final Cluster cluster;
    private final MessageSerdes serdes;
    private final KafkaProducer<String, byte[]> producer;

    TestCluster(Path directory) {
        broker = EmbeddedBroker.start(EmbeddedBroker.Config.in(directory));
        var plain = Cluster.of(broker.bootstrapServers(), registry.url());
        cluster = new Cluster(
                plain.bootstrapServers(),
                plain.schemaRegistry(),
                plain.namespace(),
                new Partitions(1, 2, 2),
                plain.replication(),
                plain.serializer(),
                plain.deserializer(),
                plain.client());
        serdes = new MessageSerdes(cluster);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    Cluster cluster() {
        return cluster;
    }

    <V extends Message> void send(Topic<V> topic, String key, V message) {
        sendBytes(topic, key, serdes.<V>serializer().serialize(topic.name(), message));
    }

    void sendBytes(Topic<?> topic, String key, byte[] bytes) {
        producer.send(new ProducerRecord<>(topic.name(), key, bytes));
    }

    /** All committed records of a topic, once there are {@code count}, or what there is after a long while. */
    <V extends Message> List<ConsumerRecord<String, V>> read(Topic<V> topic, int count) {
        producer.flush();
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "group.id",
                "reader-" + System.nanoTime());
        var records = new ArrayList<ConsumerRecord<String, V>>();
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), serdes.deserializer(topic))) {
            consumer.subscribe(List.of(topic.name()));
            while (records.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            consumer.poll(Duration.ofMillis(300)).forEach(records::add);
        }
        return records;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        broker.close();
        registry.close();
    }
}
