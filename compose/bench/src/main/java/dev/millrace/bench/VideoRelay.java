package dev.millrace.bench;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * How long a video packet takes from its producer's socket to a viewer's.
 *
 * @param packetsPerSecond of each stream, which begins with a keyframe each second
 * @param megabits of each stream, a second
 */
record VideoRelay(String name, int streams, int packetsPerSecond, int megabits) implements Benchmark {

    private static final int SECONDS = 8;

    static VideoRelay ofManyStreams() {
        return new VideoRelay("video-relay", 10, 30, 5);
    }

    static VideoRelay ofSmallPackets() {
        return new VideoRelay("video-small-packets", 1, 5_000, 20);
    }

    @Override
    public String question() {
        return String.format(
                "%d x %d Mbit/s in %d packets a second each, packet in to packet out, against a bare Jetty relay over a"
                        + " bare produce and consume",
                streams, megabits, packetsPerSecond);
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.latency("p50", "< 5 ms"), Figure.latency("p99", "< 15 ms"));
    }

    @Override
    public Sides open() throws Exception {
        var platform = MeasuredPlatform.start();
        var bare = Ceiling.overKafka(platform.kafka());
        var run = System.nanoTime();
        return new Sides() {
            @Override
            public Trial ceiling() throws Exception {
                return trial(stream -> bare.uri("ws", "/in"), List.of(bare.uri("ws", "/out")));
            }

            @Override
            public Trial ours() throws Exception {
                var out = new ArrayList<URI>();
                for (var i = 0; i < streams; i++)
                    out.add(platform.socket("hub", "/ws/video/consume?stream=bench-" + run + "-" + i));
                return trial(i -> platform.socket("hub", "/ws/video?stream=bench-" + run + "-" + i), out);
            }

            @Override
            public void close() throws Exception {
                bare.close();
                platform.close();
            }
        };
    }

    private interface Producers {
        URI of(int stream);
    }

    private Trial trial(Producers producers, List<URI> viewers) throws Exception {
        var count = streams * packetsPerSecond * SECONDS;
        var current = new AtomicReference<@Nullable Latencies>();
        try (var sockets = new Sockets()) {
            var producing = new ArrayList<Session>();
            for (var i = 0; i < streams; i++) producing.add(sockets.open(producers.of(i), ignored -> {}));
            for (var session : producing) session.sendBinary(SyntheticVideo.configuration(), Callback.NOOP);
            for (var viewer : viewers) {
                sockets.open(viewer, packet -> {
                    var latencies = current.get();
                    var due = SyntheticVideo.due(packet);
                    if (latencies != null && due != 0) latencies.seen(due);
                });
            }
            OpenLoop.perSecond(streams * packetsPerSecond)
                    .run(streams * packetsPerSecond, (number, due) -> send(producing, number, 0));
            var latencies = new Latencies(count);
            current.set(latencies);
            OpenLoop.perSecond(streams * packetsPerSecond).run(count, (number, due) -> send(producing, number, due));
            return latencies.await();
        }
    }

    private void send(List<Session> producing, int number, long due) {
        var isKeyframe = number / streams % packetsPerSecond == 0;
        ByteBuffer packet = SyntheticVideo.frame(isKeyframe, megabits * 1_000_000 / 8 / packetsPerSecond, due);
        producing.get(number % streams).sendBinary(packet, Callback.NOOP);
    }
}
