package dev.millrace.bench;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** How fast the packets of one stream reach 200 viewers. */
final class FanOut implements Benchmark {

    private static final int VIEWERS = 200;
    private static final int BURSTS = 12;
    private static final int BURST_PACKETS = 30;
    private static final int PACKET_BYTES = 20_000;

    @Override
    public String name() {
        return "fan-out";
    }

    @Override
    public String question() {
        return "one stream to 200 viewers in bursts of a GOP, against a bare Jetty broadcast of one shared buffer";
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.rate("deliveries", "/s", ">= 0.9 of the ceiling"));
    }

    @Override
    public Sides open() throws Exception {
        var platform = MeasuredPlatform.start();
        var bare = Ceiling.direct();
        var stream = "?stream=fan-out-" + System.nanoTime();
        return new Sides() {
            @Override
            public Trial ceiling() throws Exception {
                return trial(bare.uri("ws", "/in"), bare.uri("ws", "/out"));
            }

            @Override
            public Trial ours() throws Exception {
                return trial(
                        platform.socket("hub", "/ws/video" + stream),
                        platform.socket("hub", "/ws/video/consume" + stream));
            }

            @Override
            public void close() throws Exception {
                bare.close();
                platform.close();
            }
        };
    }

    private static Trial trial(URI in, URI out) throws Exception {
        var expected = VIEWERS * BURST_PACKETS;
        var pending = new AtomicReference<>(new CountDownLatch(expected));
        try (var sockets = new Sockets()) {
            for (var i = 0; i < VIEWERS; i++)
                sockets.open(out, packet -> arrived(packet, requireNonNull(pending.get())));
            var producer = sockets.open(in, ignored -> {});
            producer.sendBinary(SyntheticVideo.configuration(), Callback.NOOP);
            var lost = burst(producer, requireNonNull(pending.get()));
            var start = System.nanoTime();
            for (var i = 0; i < BURSTS; i++) {
                pending.set(new CountDownLatch(expected));
                lost += burst(producer, requireNonNull(pending.get()));
            }
            var seconds = (System.nanoTime() - start) / 1e9;
            var sent = (long) BURSTS * expected;
            return new Trial(List.of((sent - lost) / seconds), sent, lost);
        }
    }

    private static void arrived(ByteBuffer packet, CountDownLatch pending) {
        if (SyntheticVideo.due(packet) != 0) pending.countDown();
    }

    private static long burst(Session producer, CountDownLatch pending) throws InterruptedException {
        for (var i = 0; i < BURST_PACKETS; i++) {
            producer.sendBinary(SyntheticVideo.frame(i == 0, PACKET_BYTES, 1), Callback.NOOP);
        }
        return pending.await(10, TimeUnit.SECONDS) ? 0 : pending.getCount();
    }
}
