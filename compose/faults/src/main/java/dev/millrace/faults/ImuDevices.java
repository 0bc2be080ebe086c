package dev.millrace.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Devices that stream 100 samples a second each, some out of order, some twice, and connect again when cut off. */
final class ImuDevices implements AutoCloseable {

    private static final int DEVICES = 4;
    private static final long EVERY_NS = 10_000_000;
    private static final Duration BEFORE_CONNECTING_AGAIN = Duration.ofMillis(100);

    private final URI phones;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(DEVICES);
    private final List<Future<?>> streams = new ArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean isEnding;

    ImuDevices(URI phones) {
        this.phones = phones;
        for (var i = 0; i < DEVICES; i++) {
            var device = "fault-imu-" + i;
            var random = new Random(i);
            streams.add(threads.submit(() -> stream(device, random)));
        }
    }

    long sent() {
        return sent.get();
    }

    private void stream(String device, Random random) {
        var began = System.currentTimeMillis() * 1_000_000;
        var tick = System.nanoTime();
        var number = 0L;
        while (!isEnding) {
            try {
                var socket = http.newWebSocketBuilder()
                        .connectTimeout(Duration.ofSeconds(2))
                        .buildAsync(URI.create(phones + "?device=" + device), new WebSocket.Listener() {})
                        .join();
                for (; !isEnding; number++) {
                    var stamp = began + (number - disorder(random)) * EVERY_NS;
                    socket.sendText(text(stamp), true).join();
                    sent.incrementAndGet();
                    var left = tick + number * EVERY_NS - System.nanoTime();
                    if (left > 0) Pause.of(Duration.ofNanos(left));
                }
                socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            } catch (CompletionException e) {
                Pause.of(BEFORE_CONNECTING_AGAIN);
            }
        }
    }

    /** By how many samples one is behind: mostly none, sometimes a repeat, rarely one that is long overdue. */
    private static long disorder(Random random) {
        var fate = random.nextInt(100);
        return fate < 80 ? 0 : fate < 97 ? random.nextInt(4) : random.nextInt(20);
    }

    private static String text(long stamp) {
        return "{\"type\":\"imu_data\",\"timestamp\":" + stamp
                + ",\"accelerometer\":{\"x\":0.1,\"y\":-0.2,\"z\":9.81},\"gyroscope\":{\"x\":0.01,\"y\":0.0,\"z\":-0.02}}";
    }

    /** Lets each device end well, so that what it sent last is not waited for. */
    @Override
    public void close() throws Exception {
        isEnding = true;
        for (var stream : streams) stream.get(30, TimeUnit.SECONDS);
        threads.shutdownNow();
    }
}
