package dev.millrace.bench;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.message.tesla.CompressedVehicleData;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a posted reading takes until a dashboard has it, reconstructed. */
final class PostToDashboard implements Benchmark {

    private static final int PER_SECOND = 200;
    private static final int SECONDS = 8;
    private static final long FIRST_TIMESTAMP = 1_766_000_000_000L;
    private static final Pattern TIMESTAMP = Pattern.compile("\"type\": \"telemetry\".*?\"timestamp\": (\\d+)");

    @Override
    public String name() {
        return "post-to-dashboard";
    }

    @Override
    public String question() {
        return "POST to dashboard through the exactly-once topology, against a bare POST over a bare produce and consume";
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.latency("p50", "< 15 ms"), Figure.latency("p99", "< 40 ms"));
    }

    @Override
    public Sides open() throws Exception {
        var platform = MeasuredPlatform.start();
        var bare = Ceiling.overKafka(platform.kafka());
        return new Sides() {
            @Override
            public Trial ceiling() throws Exception {
                return trial(bare.uri("http", "/"), bare.uri("ws", "/out"), PostToDashboard::timestampOfPacket);
            }

            @Override
            public Trial ours() throws Exception {
                return trial(
                        platform.http("telemetry", "/telemetry"),
                        platform.socket("telemetry", "/ws"),
                        PostToDashboard::timestampOfMessage);
            }

            @Override
            public void close() throws Exception {
                bare.close();
                platform.close();
            }
        };
    }

    private static Trial trial(URI post, URI dashboard, ToLongFunction<ByteBuffer> timestamp) throws Exception {
        var warm = PER_SECOND * 2;
        var count = PER_SECOND * SECONDS;
        var dues = new AtomicLongArray(warm + count);
        // Tells this trial's readings from those of the one before, which a dashboard is shown as history.
        var first = FIRST_TIMESTAMP + System.nanoTime() / 1000;
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var measured = new AtomicReference<@Nullable Latencies>();
        try (var sockets = new Sockets()) {
            sockets.open(dashboard, message -> {
                var number = timestamp.applyAsLong(message) - first;
                if (number < warm || number >= warm + count) return;
                var latencies = measured.get();
                if (latencies != null) latencies.seen(dues.get((int) number));
            });
            var latencies = new Latencies(count);
            measured.set(latencies);
            OpenLoop.perSecond(PER_SECOND).run(warm + count, (number, due) -> {
                dues.set(number, due);
                http.sendAsync(request(post, first + number), HttpResponse.BodyHandlers.discarding());
            });
            return latencies.await();
        }
    }

    static HttpRequest request(URI post, long timestamp) {
        var reading = CompressedVehicleData.newBuilder()
                .setTimestamp(timestamp)
                .setVehicleSpeed(timestamp % 90)
                .setPowerKw(timestamp % 40)
                .setOdometer(12345.5f)
                .build();
        return HttpRequest.newBuilder(post)
                .header("X-Compressed", "true")
                .header("X-Vehicle-VIN", "BENCH" + timestamp % 10)
                .POST(HttpRequest.BodyPublishers.ofByteArray(reading.toByteArray()))
                .build();
    }

    private static long timestampOfPacket(ByteBuffer message) {
        try {
            return CompressedVehicleData.parseFrom(message).getTimestamp();
        } catch (InvalidProtocolBufferException e) {
            return -1;
        }
    }

    static long timestampOfMessage(ByteBuffer message) {
        var match = TIMESTAMP.matcher(StandardCharsets.UTF_8.decode(message));
        return match.find() ? Long.parseLong(match.group(1)) : -1;
    }
}
