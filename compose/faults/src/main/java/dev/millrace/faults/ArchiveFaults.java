package dev.millrace.faults;

import dev.millrace.topic.Namespace;
import dev.millrace.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A fleet posts readings on their way to the database while every part on that way fails, and poison lies among them. */
final class ArchiveFaults implements Scenario {

    private static final int SHARES = 20;
    private static final Duration AWAY = Duration.ofSeconds(60);
    private static final Duration BURIED_WITHIN = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "telemetry-archive";
    }

    @Override
    public String story() {
        return "kill -9 of gateway, topology, connect and PostgreSQL three times each and of the broker once, the link"
                + " to the database cut for 60 s, and a poison record to every twentieth of the readings";
    }

    @Override
    public Verdict run(int readings, Consumer<String> progress) throws Exception {
        var port = TelemetryFaults.freePort();
        try (var link = new FaultProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                var platform = TargetPlatform.archiving(port, link.port());
                var poison = new Poison(platform.kafka(), Topics.in(Namespace.NONE))) {
            var ledger = Drive.of(readings).through(platform, steps(platform, link, poison, progress), progress);
            var rows = ArchivedRows.read(platform.jdbc(), "millrace", ledger.acknowledgedCount());
            requireBuried(poison, progress);
            requireRunning(platform, progress);
            return ledger.compare(rows);
        }
    }

    /** One after each share of the readings but the last. */
    private static List<Step> steps(
            TargetPlatform platform, FaultProxy link, Poison poison, Consumer<String> progress) {
        var isBack = new CompletableFuture<@Nullable Void>();
        // A worker that starts waits for its database for a while only, so it is killed before that is away.
        var faults = List.<Step>of(
                () -> platform.killAndAwait("connect", progress),
                () -> platform.killPostgresAndAwait(progress),
                () -> platform.killAndAwait("gateway", progress),
                () -> platform.killAndAwait("connect", progress),
                () -> platform.killAndAwait("topology", progress),
                () -> platform.killPostgresAndAwait(progress),
                () -> platform.killAndAwait("connect", progress),
                () -> away(link, isBack, progress),
                () -> platform.killAndAwait("gateway", progress),
                () -> platform.killAndAwait("topology", progress),
                () -> platform.killAndAwait("broker", progress),
                () -> platform.killAndAwait("gateway", progress),
                () -> platform.killAndAwait("topology", progress),
                () -> {
                    // While the sink catches up with what it could not store.
                    isBack.get();
                    platform.killPostgresAndAwait(progress);
                });
        var steps = new ArrayList<Step>();
        for (var share = 0; share < SHARES - 1; share++) {
            var fault = share < faults.size() ? faults.get(share) : (Step) () -> {};
            steps.add(() -> {
                poison.lay();
                fault.take();
            });
        }
        return steps;
    }

    /** Returns at once, so that the rest goes wrong meanwhile. */
    private static void away(FaultProxy link, CompletableFuture<@Nullable Void> isBack, Consumer<String> progress) {
        progress.accept("  the link to the database is cut for " + AWAY.toSeconds() + " s from now");
        link.cut();
        CompletableFuture.delayedExecutor(AWAY.toSeconds(), TimeUnit.SECONDS).execute(() -> {
            link.mend();
            progress.accept("  the link is mended");
            isBack.complete(null);
        });
    }

    private static void requireBuried(Poison poison, Consumer<String> progress) {
        var buried = poison.buried("telemetry-records", BURIED_WITHIN);
        progress.accept("  " + buried + " of " + poison.count() + " poison records are in the dead letters");
        if (buried < poison.count()) throw new IllegalStateException("poison is missing in the dead letters");
    }

    private static void requireRunning(TargetPlatform platform, Consumer<String> progress)
            throws IOException, InterruptedException {
        var uri = platform.connect().resolve("/connectors?expand=status");
        var answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        if (answer.contains("FAILED") || !answer.contains("RUNNING")) {
            throw new IllegalStateException("a task has failed: " + answer);
        }
        progress.accept("  no task has failed");
    }
}
