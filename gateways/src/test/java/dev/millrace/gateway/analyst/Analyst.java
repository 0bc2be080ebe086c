package dev.millrace.gateway.analyst;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Message;
import dev.millrace.gateway.Gateway;
import dev.millrace.gateway.GatewaySettings;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A gateway that only serves analysts, one of them, and the records that they ask about. */
final class Analyst implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Cluster cluster;
    private final Gateway gateway;
    private final KafkaProducer<byte[], byte[]> producer;

    private Analyst(Cluster cluster, Gateway gateway) {
        this.cluster = cluster;
        this.gateway = gateway;
        this.producer =
                new KafkaProducer<>(cluster.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** @param settings as of variables */
    static Analyst at(Cluster cluster, Map<String, String> settings) {
        var variables = new HashMap<>(Map.of(
                "MILLRACE_GATEWAY_PORT", "0",
                "MILLRACE_GATEWAY_LEGACY_PORTS_HUB", "-1",
                "MILLRACE_GATEWAY_LEGACY_PORTS_TELEMETRY", "-1",
                "MILLRACE_GATEWAY_CAPABILITIES", "[analyst]",
                "MILLRACE_CLUSTER_BOOTSTRAP_SERVERS", cluster.bootstrapServers(),
                "MILLRACE_CLUSTER_NAMESPACE", cluster.namespace(),
                "MILLRACE_CLUSTER_SCHEMA_REGISTRY", cluster.schemaRegistry()));
        variables.putAll(settings);
        var gateway = Gateway.of(GatewaySettings.of(variables));
        gateway.start();
        return new Analyst(cluster, gateway);
    }

    Cluster cluster() {
        return cluster;
    }

    <V extends Message> void produce(Topic<V> topic, String key, Iterable<V> messages) {
        var serializer = new MessageSerdes(cluster).<V>serializer();
        for (var message : messages) {
            producer.send(new ProducerRecord<>(
                    topic.name(), key.getBytes(StandardCharsets.UTF_8), serializer.serialize(topic.name(), message)));
        }
        producer.flush();
    }

    void produceBytes(Topic<?> topic, int partition, byte @Nullable [] key, byte @Nullable [] value) {
        producer.send(new ProducerRecord<>(topic.name(), partition, key, value));
        producer.flush();
    }

    URI uri(String path) {
        return Objects.requireNonNull(gateway.addresses().get("console")).resolve("/analyst/api" + path);
    }

    /** @param limits as JSON */
    static String body(String sql, String format, String limits) {
        return JSON.createObjectNode()
                        .put("sql", sql)
                        .put("format", format)
                        .toString()
                        .replaceFirst("}$", "") + ",\"limits\":" + limits + "}";
    }

    HttpResponse<String> post(String body) {
        return send(HttpRequest.newBuilder(uri("/query")).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<byte[]> postBytes(String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("/query")).POST(HttpRequest.BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    CompletableFuture<HttpResponse<String>> postLater(String body) {
        var request = HttpRequest.newBuilder(uri("/query"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    HttpResponse<byte[]> getBytes(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> delete(String path) {
        return send(HttpRequest.newBuilder(uri(path)).DELETE());
    }

    /** The whole answer of one question. */
    JsonNode ask(String sql) {
        return json(post(body(sql, "json", "{}")));
    }

    /** The first value of the first row. */
    JsonNode one(String sql) {
        return ask(sql).at("/rows/0/0");
    }

    JsonNode problem(String sql) {
        return json(post(body(sql, "json", "{}")));
    }

    /** A client that asks and reads nothing of the answer. */
    Socket deaf(String body) throws IOException {
        var address = uri("/query");
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new java.net.InetSocketAddress(address.getHost(), address.getPort()));
        var request = "POST " + address.getPath() + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    /** What the gateway knows of the questions of this client, the newest first. */
    Stream<JsonNode> questions() {
        return StreamSupport.stream(json(get("/queries")).spliterator(), false);
    }

    long running() {
        return questions()
                .filter(question -> question.path("state").asText().equals("running"))
                .count();
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(response.body(), e);
        }
    }

    static String type(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        gateway.stop();
    }
}
