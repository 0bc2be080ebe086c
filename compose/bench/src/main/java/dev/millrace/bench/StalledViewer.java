package dev.millrace.bench;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the viewers of a lane feel when one of them stops reading. */
final class StalledViewer implements Benchmark {

    private static final int SECONDS = 8;
    private static final double SETTLED_MS = 200;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final String name;
    private final String lane;
    private final int viewers;
    private final Source source;

    private StalledViewer(String name, String lane, int viewers, Source source) {
        this.name = name;
        this.lane = lane;
        this.viewers = viewers;
        this.source = source;
    }

    static Benchmark ofVideo() {
        return new StalledViewer("stalled-video-viewer", "the fast lane", 50, new VideoSource());
    }

    static Benchmark ofTelemetry() {
        return new StalledViewer("stalled-dashboard", "the exact lane", 100, new ReadingSource());
    }

    /** What the viewers watch. */
    interface Source {

        /** The socket's path, as the overview names it. */
        String path();

        int perSecond();

        URI viewer(MeasuredPlatform platform);

        /** Opens whatever sends, and is closed with the sockets. */
        OpenLoop.Send open(MeasuredPlatform platform, Sockets sockets) throws Exception;

        /** When a message was due, by what it carries; 0 for one that is not measured. */
        long due(ByteBuffer message);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String question() {
        return viewers + " viewers of " + lane + ", one of which reads nothing, against as many that all read";
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                Figure.latency("p50", ""),
                Figure.latency("p99", "<= 1.1 of the ceiling"),
                new Figure("heap", "MiB", false, "flat: one outbox more, at most"));
    }

    @Override
    public Sides open() throws Exception {
        var platform = MeasuredPlatform.start();
        return new Sides() {
            @Override
            public Trial ceiling() throws Exception {
                return trial(platform, false);
            }

            @Override
            public Trial ours() throws Exception {
                return trial(platform, true);
            }

            @Override
            public void close() {
                platform.close();
            }
        };
    }

    private Trial trial(MeasuredPlatform platform, boolean isOneStalled) throws Exception {
        var count = source.perSecond() * SECONDS;
        var reading = isOneStalled ? viewers - 1 : viewers;
        var current = new AtomicReference<@Nullable Latencies>();
        Consumer<ByteBuffer> seen = message -> {
            var latencies = current.get();
            var due = source.due(message);
            if (latencies != null && due != 0) latencies.seen(due);
        };
        var open = new ArrayList<AutoCloseable>();
        var watch = new GatewayWatch(platform);
        try (var sockets = new Sockets()) {
            var send = source.open(platform, sockets);
            if (isOneStalled) {
                var before = watch.dropped(source.path());
                open.add(new StalledSocket(source.viewer(platform)));
                sendUntilDropped(send, watch, before);
            }
            for (var i = 0; i < reading; i++) sockets.open(source.viewer(platform), seen);
            settle(send, reading, current);
            var latencies = new Latencies(count * reading);
            current.set(latencies);
            OpenLoop.perSecond(source.perSecond()).run(count, send);
            var trial = latencies.await();
            var figures = new ArrayList<>(trial.figures());
            figures.add(watch.liveHeap());
            return new Trial(figures, trial.sent(), trial.lost());
        } finally {
            for (var socket : open) socket.close();
        }
    }

    /** Sends on until every viewer sees at once what is sent: it has joined, and nothing is left of what was before. */
    private void settle(OpenLoop.Send send, int viewers, AtomicReference<@Nullable Latencies> current)
            throws Exception {
        for (var attempt = 0; attempt < 60; attempt++) {
            OpenLoop.perSecond(source.perSecond()).run(source.perSecond(), (number, due) -> send.send(number, 0));
            var probe = new Latencies(viewers);
            current.set(probe);
            send.send(0, System.nanoTime());
            if (probe.await().figures().get(1) < SETTLED_MS) return;
        }
        throw new IllegalStateException("the viewers do not come to see what is sent");
    }

    /** A socket that is not read takes some MiB into the kernel before anything has to wait here. */
    private void sendUntilDropped(OpenLoop.Send send, GatewayWatch watch, long before) throws Exception {
        var end = System.nanoTime() + PATIENCE;
        for (var number = 0; watch.dropped(source.path()) == before; ) {
            if (System.nanoTime() > end)
                throw new IllegalStateException("nothing was dropped for the stalled viewer among " + number);
            for (var i = 0; i < source.perSecond() / 4; i++) send.send(number++, 0);
        }
    }
}
