package dev.millrace.faults;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/** Many watch while nothing passes, and leave, and come again: each costs little, and nothing stays of those who left. */
final class IdleSockets implements Scenario {

    private static final int SOCKETS = 5_000;
    private static final int ROUNDS = 2;
    private static final int WARM_UP = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration UNTIL_GIVEN_BACK = Duration.ofSeconds(20);
    private static final double MOST_KIB_EACH = 64;
    private static final double MOST_LEFT_MIB = 8;

    /**
     * Memory is the gateway's heap after a collection and its buffers beyond the heap, in MiB.
     *
     * @param before after some have come and gone
     * @param between while all watch
     * @param after when the last has left
     */
    record Stay(int sockets, int rounds, double before, double between, double after) implements Outcome {

        double kibEach() {
            return (between - before) * 1024 / sockets;
        }

        @Override
        public boolean isFaultless() {
            return kibEach() < MOST_KIB_EACH && after - before < MOST_LEFT_MIB;
        }

        @Override
        public String toString() {
            return String.format(
                    "%d sockets, %d times: %.1f MiB before, %.1f MiB while all watch, %.1f KiB each; %.1f MiB after",
                    sockets, rounds, before, between, kibEach(), after);
        }
    }

    @Override
    public String name() {
        return "idle-sockets";
    }

    @Override
    public String story() {
        return SOCKETS + " sockets watch while nothing passes, and leave, " + ROUNDS + " times";
    }

    @Override
    public Outcome run(int messages, Consumer<String> progress) throws Exception {
        try (var platform = TargetPlatform.start(null)) {
            var places = new URI[] {platform.hub("/ws/viewer"), platform.hub("/ws/video/consume")};
            var among = sockets(platform);
            stay(platform, new Crowd(WARM_UP, places), among + WARM_UP);
            awaitSockets(platform, among);
            var before = platform.gateway().liveMemory();
            var between = 0.0;
            for (var round = 0; round < ROUNDS; round++) {
                between = stay(platform, new Crowd(SOCKETS, places), among + SOCKETS);
                awaitSockets(platform, among);
                progress.accept(String.format("  came and left, %.1f MiB while all watched", between));
            }
            return new Stay(SOCKETS, ROUNDS, before, between, afterwards(platform, before));
        }
    }

    /** The memory while all are there. */
    private static double stay(TargetPlatform platform, Crowd crowd, long sockets) throws Exception {
        try (crowd) {
            awaitSockets(platform, sockets);
            return platform.gateway().liveMemory();
        }
    }

    /** What a socket had is given back a moment after it is closed. */
    private static double afterwards(TargetPlatform platform, double before) throws Exception {
        var giveUp = System.nanoTime() + UNTIL_GIVEN_BACK.toNanos();
        var after = platform.gateway().liveMemory();
        while (after - before > MOST_LEFT_MIB && System.nanoTime() < giveUp) {
            Pause.of(Duration.ofMillis(500));
            after = platform.gateway().liveMemory();
        }
        return after;
    }

    private static void awaitSockets(TargetPlatform platform, long count) throws IOException, InterruptedException {
        var giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (sockets(platform) != count) {
            if (System.nanoTime() > giveUp) throw new IOException(sockets(platform) + " sockets, not " + count);
            Pause.of(Duration.ofMillis(50));
        }
    }

    private static long sockets(TargetPlatform platform) throws IOException, InterruptedException {
        return Math.round(platform.gateway().sum("millrace_gateway_sockets_open"));
    }
}
