package dev.millrace.bench.pure;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryRecord.Value;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a record's value costs to write and read, against protobuf alone. JMH needs it public. */
@State(Scope.Thread)
public class Values {

    private final TelemetryRecord message = TelemetryRecord.newBuilder()
            .setTimestampMs(1_766_000_000_000L)
            .setReceivedNs(1_766_000_000_000_000_000L)
            .setSpeed(Value.newBuilder().setValue(42))
            .setPower(Value.newBuilder().setValue(12))
            .setBattery(Value.newBuilder().setValue(80))
            .setHeading(Value.newBuilder().setValue(90))
            .setOdometer(12345.5)
            .build();

    private final HttpServer registry;
    private final Topic<TelemetryRecord> topic;
    private final Serializer<TelemetryRecord> serializer;
    private final Deserializer<TelemetryRecord> deserializer;
    private byte[] bare = {};
    private byte[] framed = {};

    public Values() {
        registry = server();
        registry.createContext("/subjects", exchange -> {
            var body = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        registry.start();
        var cluster = Cluster.of(
                "unused:9092", "http://127.0.0.1:" + registry.getAddress().getPort());
        topic = cluster.topics().telemetryRecords();
        serializer = new MessageSerdes(cluster).serializer();
        deserializer = new MessageSerdes(cluster).deserializer(topic);
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Setup
    public void write() {
        bare = protobufWrite();
        framed = serialize();
    }

    @TearDown
    public void stop() {
        registry.stop(0);
    }

    @Benchmark
    public byte[] protobufWrite() {
        return message.toByteArray();
    }

    @Benchmark
    public byte[] serialize() {
        return Objects.requireNonNull(serializer.serialize(topic.name(), message));
    }

    @Benchmark
    public TelemetryRecord protobufRead() throws InvalidProtocolBufferException {
        return TelemetryRecord.parseFrom(bare);
    }

    @Benchmark
    public TelemetryRecord deserialize() {
        return Objects.requireNonNull(deserializer.deserialize(topic.name(), framed));
    }
}
