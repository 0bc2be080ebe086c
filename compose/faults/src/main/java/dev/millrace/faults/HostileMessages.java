package dev.millrace.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Producers and phones send what no device would: the sockets stay open, every message is counted, the heap does not
 * grow, and a good picture still reaches its viewer.
 */
final class HostileMessages implements Scenario {

    private static final int SOCKETS = 4;
    private static final int WARM_UP = 20_000;
    private static final Duration UNTIL_COUNTED = Duration.ofMinutes(2);

    /** Kafka's producers keep the buffers that they once needed, some tens of MiB. */
    private static final double MOST_GROWTH_MIB = 64;

    /** What each message of a producer or phone ends up in, whatever it is. */
    private static final List<String> COUNTERS = List.of(
            "millrace_hub_packets_total",
            "millrace_hub_packets_rejected_total",
            "millrace_hub_frames_total",
            "millrace_hub_messages_rejected_total");

    private final HttpClient http = HttpClient.newHttpClient();

    /** @param heapBefore in MiB, after a collection, as the one after */
    record Siege(long sent, long counted, double heapBefore, double heapAfter, boolean isPictureSeen)
            implements Outcome {

        @Override
        public boolean isFaultless() {
            return sent == counted && heapAfter - heapBefore < MOST_GROWTH_MIB && isPictureSeen;
        }

        @Override
        public String toString() {
            return String.format(
                    "%d sent, %d counted; heap %.1f MiB before, %.1f MiB after; a picture sent then was %s",
                    sent, counted, heapBefore, heapAfter, isPictureSeen ? "seen" : "not seen");
        }
    }

    @Override
    public String name() {
        return "hostile-messages";
    }

    @Override
    public String story() {
        return "producers and phones send what no device would";
    }

    @Override
    public Outcome run(int messages, Consumer<String> progress) throws Exception {
        try (var platform = TargetPlatform.start(null)) {
            send(platform, WARM_UP, 0);
            awaitCount(platform, WARM_UP);
            var heapBefore = platform.gateway().liveHeap();
            progress.accept(String.format("  %d sent to warm up, heap %.1f MiB", WARM_UP, heapBefore));
            send(platform, messages, 1);
            var counted = awaitCount(platform, (long) WARM_UP + messages) - WARM_UP;
            var heapAfter = platform.gateway().liveHeap();
            return new Siege(messages, counted, heapBefore, heapAfter, isPictureSeen(platform));
        }
    }

    private void send(TargetPlatform platform, int messages, long seed) throws Exception {
        var threads = Executors.newFixedThreadPool(SOCKETS);
        var senders = new ArrayList<Future<?>>();
        for (var i = 0; i < SOCKETS; i++) {
            var isPhone = i % 2 == 0;
            var uri = isPhone
                    ? platform.hub("/ws/phone?device=hostile-phone-" + i)
                    : platform.hub("/ws/video?stream=hostile-stream-" + i);
            var count = messages / SOCKETS + (i < messages % SOCKETS ? 1 : 0);
            var hostility = new Hostility(seed * SOCKETS + i);
            senders.add(threads.submit(() -> send(uri, count, hostility, isPhone)));
        }
        for (var sender : senders) sender.get();
        threads.shutdown();
    }

    private void send(URI uri, int count, Hostility hostility, boolean isPhone) {
        var socket = open(uri, new WebSocket.Listener() {});
        for (var i = 0; i < count; i++) {
            var text = isPhone && i % 8 == 0 ? hostility.text() : "";
            if (text.isEmpty())
                socket.sendBinary(ByteBuffer.wrap(hostility.bytes()), true).join();
            else socket.sendText(text, true).join();
        }
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** The last of them may still be on their way. */
    private static long awaitCount(TargetPlatform platform, long sent) throws IOException, InterruptedException {
        var giveUp = System.nanoTime() + UNTIL_COUNTED.toNanos();
        var counted = counted(platform);
        while (counted < sent && System.nanoTime() < giveUp) {
            Pause.of(Duration.ofMillis(200));
            counted = counted(platform);
        }
        return counted;
    }

    private static long counted(TargetPlatform platform) throws IOException, InterruptedException {
        var gateway = platform.gateway();
        var sum = 0.0;
        for (var counter : COUNTERS) sum += gateway.sum(counter);
        return Math.round(sum);
    }

    private boolean isPictureSeen(TargetPlatform platform)
            throws InterruptedException, ExecutionException, TimeoutException {
        var seen = new CountDownLatch(1);
        var viewer = open(platform.hub("/ws/video/consume?stream=after-all"), new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean isLast) {
                seen.countDown();
                from.request(1);
                return CompletableFuture.completedStage(null);
            }
        });
        var producer = open(platform.hub("/ws/video?stream=after-all"), new WebSocket.Listener() {});
        producer.sendBinary(ByteBuffer.wrap(Hostility.goodKeyframe()), true).get(10, TimeUnit.SECONDS);
        var isSeen = seen.await(30, TimeUnit.SECONDS);
        Stream.of(viewer, producer).forEach(WebSocket::abort);
        return isSeen;
    }

    private WebSocket open(URI uri, WebSocket.Listener listener) {
        return http.newWebSocketBuilder().buildAsync(uri, listener).join();
    }
}
