package dev.millrace.connect;

import com.google.protobuf.Message;
import dev.millrace.broker.EmbeddedBroker;
import dev.millrace.database.EmbeddedDatabase;
import dev.millrace.message.dead.DeadLetter;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** A broker, a registry, a database and the archive itself, all real but the registry, for all tests of this module. */
final class Archive implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final TestRegistry registry = new TestRegistry();
    private final EmbeddedDatabase database;
    private final Cluster cluster;
    private final MessageSerdes serdes;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ConnectPart part;

    Archive(Path directory) {
        broker = EmbeddedBroker.start(EmbeddedBroker.Config.in(directory.resolve("broker")));
        var first = new EmbeddedDatabase(EmbeddedDatabase.Config.in(directory.resolve("database")), () -> {});
        first.start();
        var port = first.port();
        first.stop();
        database = new EmbeddedDatabase(
                EmbeddedDatabase.Config.in(directory.resolve("database")).withPort(port), () -> {});
        database.start();
        cluster = Cluster.of(broker.bootstrapServers(), registry.url());
        serdes = new MessageSerdes(cluster);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        part = new ConnectPart(cluster, settings(database.url()));
        part.start();
    }

    static ConnectSettings settings(String databaseUrl) {
        var arguments = new String[] {
            "connect.port=0",
            "connect.database.url=" + databaseUrl,
            "connect.watch=200ms",
            "connect.properties={offset.flush.interval.ms: '500'}"
        };
        return ConnectSettings.read(arguments, Map.of()).as("connect", ConnectSettings.class);
    }

    Cluster cluster() {
        return cluster;
    }

    EmbeddedDatabase database() {
        return database;
    }

    ConnectPart part() {
        return part;
    }

    <V extends Message> void send(Topic<V> topic, String key, V value) {
        sendBytes(topic, key, value == null ? null : serdes.<V>serializer().serialize(topic.name(), value));
    }

    void sendBytes(Topic<?> topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value));
    }

    void flush() {
        producer.flush();
    }

    String one(String sql) {
        try (var connection = DriverManager.getConnection(database.url(), database.owner(), "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    void run(String sql) {
        try (var connection = DriverManager.getConnection(database.url(), database.owner(), "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    void awaitOne(String sql, String expected) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> one(sql), expected::equals);
    }

    /** All dead letters about records with this key. */
    List<DeadLetter> letters(String key) {
        var topic = cluster.topics().deadLetters();
        var partition = new TopicPartition(topic.name(), 0);
        var properties = Map.<String, Object>of("bootstrap.servers", cluster.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).get(partition);
            var letters = new ArrayList<DeadLetter>();
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (!new String(record.key(), StandardCharsets.UTF_8).equals(key)) continue;
                    letters.add(serdes.deserializer(topic).deserialize(topic.name(), record.value()));
                }
            }
            return letters;
        }
    }

    List<DeadLetter> awaitLetters(String key, int count) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> letters(key), letters -> letters.size() >= count);
    }

    /** Has the connector read its topic from the beginning again. */
    void redeliver(String connector) {
        rest("PUT", "/connectors/" + connector + "/stop");
        Awaitility.await().until(() -> rest("GET", "/connectors/" + connector + "/status"), s -> s.contains("STOPPED"));
        Awaitility.await()
                .ignoreExceptions()
                .until(() ->
                        rest("DELETE", "/connectors/" + connector + "/offsets").contains("reset"));
        rest("PUT", "/connectors/" + connector + "/resume");
    }

    String rest(String method, String path) {
        var request = HttpRequest.newBuilder(URI.create(part.url() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        part.stop();
        database.stop();
        registry.close();
        broker.close();
    }
}
