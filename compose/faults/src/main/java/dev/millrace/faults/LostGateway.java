package dev.millrace.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** Those who watch on a gateway that is killed go on at another, with a picture that can be decoded. */
final class LostGateway implements Scenario {

    private static final int VIEWERS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String CONSUME = "/ws/video/consume?stream=lost-gateway";

    /** @param resumed milliseconds from the kill to the first picture, of each viewer */
    record Resumption(int viewers, List<Long> resumed, int undecodable) implements Outcome {

        @Override
        public boolean isFaultless() {
            return resumed.size() == viewers && undecodable == 0;
        }

        @Override
        public String toString() {
            var sorted = resumed.stream().sorted().toList();
            if (sorted.isEmpty()) return viewers + " viewers, none of which saw a picture again";
            return String.format(
                    "%d viewers, %d saw a picture again after the kill, half of them within %d ms, the last after %d ms;"
                            + " %d began with one that cannot be decoded",
                    viewers, sorted.size(), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1), undecodable);
        }
    }

    @Override
    public String name() {
        return "lost-gateway";
    }

    @Override
    public String story() {
        return "kill -9 of one of two gateways while " + VIEWERS + " viewers watch on it";
    }

    @Override
    public Outcome run(int messages, Consumer<String> progress) throws Exception {
        var log = Files.createTempFile("millrace-second-gateway", ".log");
        try (var platform = TargetPlatform.start(null);
                var other = SecondGateway.start(platform.kafka(), platform.schemaRegistry(), log);
                var camera = new Camera(other.hub("/ws/video", "?stream=lost-gateway"));
                var watchers = watchers(platform.hub(CONSUME), other.hub(CONSUME, ""))) {
            await(watchers, Watcher::pictures);
            progress.accept("  all " + VIEWERS + " see pictures, of " + camera.sent() + " sent");
            watchers.all.forEach(Watcher::expectAnother);
            var killedNs = System.nanoTime();
            platform.inflict(Fault.KILL, "gateway");
            await(watchers, Watcher::resumptions);
            var resumed = watchers.all.stream()
                    .filter(watcher -> watcher.resumptions() > 0)
                    .map(watcher -> (watcher.resumedNs() - killedNs) / 1_000_000)
                    .toList();
            var undecodable = (int) watchers.all.stream()
                    .filter(watcher -> !watcher.isDecodable())
                    .count();
            return new Resumption(VIEWERS, resumed, undecodable);
        }
    }

    private record Watchers(List<Watcher> all) implements AutoCloseable {

        @Override
        public void close() {
            all.forEach(Watcher::close);
        }
    }

    private static Watchers watchers(URI first, URI then) {
        var all = new ArrayList<Watcher>();
        for (var i = 0; i < VIEWERS; i++) all.add(new Watcher(first, then));
        return new Watchers(all);
    }

    /** Until each has one of something, or it takes too long. */
    private static void await(Watchers watchers, ToLongFunction<Watcher> count) throws IOException {
        var giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUp
                && watchers.all.stream().mapToLong(count).anyMatch(each -> each == 0)) {
            Pause.of(Duration.ofMillis(5));
        }
    }
}
