package dev.millrace.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** Readings of a fleet, as dashboards see them in full detail. */
final class ReadingSource implements StalledViewer.Source {

    private static final int PER_SECOND = 200;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong timestamps = new AtomicLong(System.nanoTime() / 1000);
    private final Map<Long, Long> dues = new ConcurrentHashMap<>();
    private final Semaphore inFlight = new Semaphore(64);

    @Override
    public String path() {
        return "/ws";
    }

    @Override
    public int perSecond() {
        return PER_SECOND;
    }

    @Override
    public URI viewer(MeasuredPlatform platform) {
        return platform.socket("telemetry", "/ws?detail=full");
    }

    @Override
    public OpenLoop.Send open(MeasuredPlatform platform, Sockets sockets) {
        var post = platform.http("telemetry", "/telemetry");
        dues.clear();
        return (number, due) -> {
            var timestamp = timestamps.incrementAndGet();
            if (due != 0) dues.put(timestamp, due);
            inFlight.acquire();
            http.sendAsync(PostToDashboard.request(post, timestamp), HttpResponse.BodyHandlers.discarding())
                    .whenComplete((reply, failure) -> inFlight.release());
        };
    }

    @Override
    public long due(ByteBuffer message) {
        return dues.getOrDefault(PostToDashboard.timestampOfMessage(message), 0L);
    }
}
