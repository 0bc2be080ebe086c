package dev.millrace.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Everybody who watches is cut off at once, and comes back at once: the gateway they come back to takes them all. */
final class SocketStorm implements Scenario {

    private static final int SOCKETS = 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * @param gone from the kill until the gateway was ready again
     * @param back from the kill until all sockets were open again
     */
    record Return(int sockets, int open, Duration gone, Duration back) implements Outcome {

        @Override
        public boolean isFaultless() {
            return open == sockets;
        }

        @Override
        public String toString() {
            return String.format(
                    "%d sockets cut by kill -9; the gateway ready again after %.1f s, %d open again after %.1f s",
                    sockets, gone.toMillis() / 1000.0, open, back.toMillis() / 1000.0);
        }
    }

    @Override
    public String name() {
        return "socket-storm";
    }

    @Override
    public String story() {
        return "kill -9 of the gateway while " + SOCKETS + " sockets watch, which all come back";
    }

    @Override
    public Outcome run(int messages, Consumer<String> progress) throws Exception {
        try (var platform = TargetPlatform.start(null);
                var crowd = new Crowd(SOCKETS, platform.hub("/ws/viewer"), platform.hub("/ws/video/consume"))) {
            await(crowd, SOCKETS);
            progress.accept("  " + crowd.open() + " sockets are open");
            var killedNs = System.nanoTime();
            platform.killAndAwait("gateway", progress);
            var gone = Duration.ofNanos(System.nanoTime() - killedNs);
            await(crowd, SOCKETS);
            return new Return(SOCKETS, crowd.open(), gone, Duration.ofNanos(System.nanoTime() - killedNs));
        }
    }

    private static void await(Crowd crowd, int sockets) throws IOException {
        var giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (crowd.open() < sockets && System.nanoTime() < giveUp) Pause.of(Duration.ofMillis(20));
    }
}
