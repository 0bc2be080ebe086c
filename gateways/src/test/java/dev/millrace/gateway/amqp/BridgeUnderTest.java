package dev.millrace.gateway.amqp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Message;
import dev.millrace.gateway.Gateway;
import dev.millrace.gateway.GatewaySettings;
import dev.millrace.part.Health;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topic;
import dev.millrace.topic.Topics;
import dev.millrace.topic.serde.MessageSerdes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Gateways with a bridge, and what stands on the topics around them. */
final class BridgeUnderTest implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> EXCHANGES = List.of(
            "video-frames",
            "video-stream",
            "imu-data",
            "processed-frames",
            "analysis-mode",
            "trajectory-data",
            "ply-fanout",
            "restart");

    private final Cluster cluster;
    private final AmqpUnderTest amqp;
    private final MessageSerdes serdes;
    private final KafkaProducer<String, byte[]> producer;
    private final List<Gateway> gateways = new ArrayList<>();

    BridgeUnderTest(Cluster cluster, AmqpUnderTest amqp) {
        this.cluster = cluster;
        this.amqp = amqp;
        this.serdes = new MessageSerdes(cluster);
        this.producer =
                new KafkaProducer<>(cluster.clientProperties(), new StringSerializer(), new ByteArraySerializer());
    }

    /** The exchange of a key in the settings, with a name of this test's own. */
    String exchange(String key) {
        return cluster.namespace() + "." + key;
    }

    /** In which messages of an exchange wait for the bridge. */
    String queue(String key) {
        return topics().namespace().qualify("millrace." + exchange(key));
    }

    Gateway start(Map<String, String> more) {
        var settings = GatewaySettings.of(Map.of())
                .with("gateway.instance", "g" + gateways.size())
                .with("gateway.port", "0")
                .with("gateway.legacy-ports.hub", "0")
                .with("gateway.legacy-ports.telemetry", "-1")
                .with("gateway.capabilities", "[hub]")
                .with("hub.world.restart-at-start", "false")
                .with("cluster.bootstrap-servers", cluster.bootstrapServers())
                .with("cluster.schema-registry", cluster.schemaRegistry())
                .with("cluster.namespace", cluster.namespace())
                .with("amqp.url", amqp.url());
        for (var key : EXCHANGES) settings = settings.with("amqp.exchanges." + key, exchange(key));
        for (var entry : more.entrySet()) settings = settings.with(entry.getKey(), entry.getValue());
        var gateway = Gateway.of(settings);
        gateways.add(gateway);
        gateway.start();
        return gateway;
    }

    /** The state of what carries one exchange one way, as {@code READY}; empty while it is not known. */
    static Health crossing(Gateway gateway, String name) {
        var hub = gateway.health().components().get("hub");
        var bridge = hub == null ? null : hub.components().get("bridge");
        var found = bridge == null ? null : bridge.components().get(name);
        return found == null ? Health.of(Health.State.STARTING, "") : found;
    }

    static boolean isReady(Gateway gateway) {
        var hub = gateway.health().components().get("hub");
        var bridge = hub == null ? null : hub.components().get("bridge");
        return bridge != null && bridge.state() == Health.State.READY;
    }

    <V extends Message> void produce(Topic<V> topic, String key, V value) {
        try {
            producer.send(new ProducerRecord<>(
                            topic.name(), key, serdes.<V>serializer().serialize(topic.name(), value)))
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** All records of a topic, each partition in its order. */
    <V extends Message> List<V> records(Topic<V> topic) {
        var values = new ArrayList<V>();
        read(topic, record -> values.add(serdes.deserializer(topic).deserialize(topic.name(), record)));
        return values;
    }

    private void read(Topic<?> topic, Consumer<byte[]> each) {
        try (var consumer = new KafkaConsumer<>(
                cluster.clientProperties(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, cluster.partitions().of(topic.spread()))
                    .mapToObj(number -> new TopicPartition(topic.name(), number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> each.accept(record.value()));
            }
        }
    }

    JsonNode ledger(Gateway gateway) {
        var request = HttpRequest.newBuilder(URI.create(gateway.address("console") + "/hub/api/bridge/ledger"))
                .build();
        try {
            return JSON.readTree(
                    HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Topics topics() {
        return cluster.topics();
    }

    @Override
    public void close() {
        gateways.forEach(Gateway::stop);
        producer.close();
    }
}
