package dev.millrace.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.millrace.broker.EmbeddedBroker;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.topic.serde.MessageDeserializer;
import dev.millrace.topic.serde.MessageSerializer;
import dev.millrace.topic.serde.RegistryClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our bytes and our registry, held against Confluent's own client. */
class ConfluentClientTest {

    private static EmbeddedBroker broker;
    private static SchemaRegistry registry;

    @BeforeAll
    static void start(@TempDir Path directory) {
        NodeClient.install();
        broker = EmbeddedBroker.start(EmbeddedBroker.Config.in(directory));
        registry = new SchemaRegistry(SchemaRegistry.Config.on(broker.bootstrapServers()));
        registry.start();
    }

    @AfterAll
    static void stop() {
        registry.stop();
        broker.close();
    }

    @Test
    void shouldBeReadByConfluentsClient() {
        // Given
        var packet = VideoPacket.newBuilder()
                .setSequence(7)
                .setSessionId("läuft")
                .setKeyframe(true)
                .setKeyframeOffset(-1)
                .setData(ByteString.copyFrom(new byte[] {0, 0, 0, 1, 0x65}))
                .addSource(VideoPacket.Source.newBuilder().setTopic("t").setLastOffset(1L << 53))
                .build();
        produce("video.packets", packet);
        produce("telemetry.records", TelemetryRecord.newBuilder().setSequence(8).build());

        // When
        var lines = NodeClient.run(
                "read.mjs", broker.bootstrapServers(), registry.url(), "1", "video.packets", "telemetry.records");

        // Then
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .contains("\"$typeName\":\"millrace.video.v1.VideoPacket\"")
                        .contains("\"sequence\":\"7\"", "\"sessionId\":\"läuft\"", "\"keyframe\":true")
                        .contains("\"keyframeOffset\":\"-1\"", "\"data\":\"0000000165\"")
                        .contains("\"lastOffset\":\"9007199254740992\""))
                .anySatisfy(line -> assertThat(line)
                        .contains("\"$typeName\":\"millrace.telemetry.v1.TelemetryRecord\"")
                        .contains("\"sequence\":\"8\""));
    }

    @Test
    void shouldReadWhatConfluentsClientWrites() {
        // Given
        produce("origin", VideoPacket.getDefaultInstance());
        createTopic("copy");

        // When
        var bytes = NodeClient.run(
                "write.mjs",
                broker.bootstrapServers(),
                registry.url(),
                "origin-value",
                "copy",
                "cam",
                "{\"sequence\":\"9\",\"data\":\"AAAAAWU=\"}");

        // Then
        var value = HexFormat.of().parseHex(bytes.get(0));
        var deserializer = new MessageDeserializer<>(VideoPacket.parser());
        var expected = VideoPacket.newBuilder()
                .setSequence(9)
                .setData(ByteString.copyFrom(new byte[] {0, 0, 0, 1, 0x65}))
                .build();
        assertThat(deserializer.deserialize("copy", value)).isEqualTo(expected);
        assertThat(serialize("copy", expected)).isEqualTo(value);
    }

    private static <M extends Message> byte[] serialize(String topic, M message) {
        var serializer = new MessageSerializer<M>(new RegistryClient(registry.url()));
        return Objects.requireNonNull(serializer.serialize(topic, message));
    }

    private static void produce(String topic, Message message) {
        createTopic(topic);
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var key = "key".getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(topic, key, serialize(topic, message)))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static void createTopic(String topic) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
