package dev.millrace.launcher.platform;

import dev.millrace.part.Backoff;
import dev.millrace.part.Health;
import dev.millrace.part.HealthWatch;
import dev.millrace.part.PartFailure;
import dev.millrace.part.PartMain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A part as a child process: started again when it dies, and ended with the launcher, because it watches the pipe that
 * is its standard input.
 *
 * <p>Thread-safe; {@link #start} and {@link #stop} are called once each.
 */
final class ChildPart implements PartMain.Served {

    /** Longer than a part itself waits for its neighbours, so that it can say which of them is missing. */
    private static final Duration UNTIL_READY = Duration.ofSeconds(180);

    private static final Duration UNTIL_STOPPED = Duration.ofSeconds(25);
    /** How long a former child of a killed launcher may still hold the directory. */
    private static final Duration UNTIL_RELEASED = Duration.ofSeconds(15);
    /** What a part's process ends with when its directory is in use. */
    private static final int IN_USE = 3;

    private static final Duration STEADY = Duration.ofSeconds(30);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

    private final String name;
    private final ChildProcess.Launch launch;
    private final Observer observer;
    private final @Nullable HealthWatch watch;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Health health = Health.of(Health.State.STARTING, "");
    private volatile @Nullable ChildProcess process;

    /**
     * @param command as of {@link Program#command}
     * @param environment beyond the launcher's own
     * @param watch what it says of its own health; null for one that is well while its process runs
     */
    ChildPart(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path log,
            Observer observer,
            @Nullable HealthWatch watch) {
        this.name = name;
        this.launch = new ChildProcess.Launch(command, withParent(environment), log);
        this.observer = observer;
        this.watch = watch;
    }

    private static Map<String, String> withParent(Map<String, String> environment) {
        var with = new HashMap<>(environment);
        with.put(PartMain.EXIT_WITH_PARENT, "1");
        return with;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Health health() {
        var seen = health;
        return watch == null || !seen.isReady() ? seen : watch.latest();
    }

    @Override
    public String served() {
        var child = process;
        return child == null ? "" : child.served();
    }

    /** The running process, if there is one. */
    Optional<ProcessHandle> handle() {
        return Optional.ofNullable(process).map(ChildProcess::handle);
    }

    @Override
    public void start() {
        var givenUpAt = System.nanoTime() + UNTIL_RELEASED.toNanos();
        for (var attempt = 1; ; attempt++) {
            var child = ChildProcess.start(launch);
            process = child;
            if (child.awaitReady(UNTIL_READY)) break;
            var code = child.kill();
            if (code != IN_USE || System.nanoTime() > givenUpAt || pause(attempt)) {
                health = Health.of(Health.State.DOWN, "did not start");
                throw new PartFailure(name + " did not start: " + child.lastWords());
            }
        }
        health = Health.ready();
        if (watch != null) watch.start();
        var supervisor = new Thread(this::supervise, name + "-supervisor");
        supervisor.setDaemon(true);
        supervisor.start();
    }

    private void supervise() {
        var failures = 0;
        while (true) {
            var since = System.nanoTime();
            var code = Objects.requireNonNull(process).await();
            if (stopping.getCount() == 0) return;
            failures = System.nanoTime() - since > STEADY.toNanos() ? 1 : failures + 1;
            var why = "ended with code " + code + "; starting it again";
            health = Health.of(Health.State.DOWN, why);
            observer.lost(name, why);
            if (pause(failures)) return;
            restart();
        }
    }

    private void restart() {
        var began = System.nanoTime();
        var child = ChildProcess.start(launch);
        process = child;
        if (stopping.getCount() == 0) child.kill();
        if (child.awaitReady(UNTIL_READY)) {
            health = Health.ready();
            observer.ready(name, child.served(), Duration.ofNanos(System.nanoTime() - began));
        } else {
            child.kill();
        }
    }

    /** Waits as the back-off says; true when stopped meanwhile. */
    private boolean pause(int attempt) {
        try {
            var wait = BACKOFF.wait(attempt, ThreadLocalRandom.current());
            return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Makes a {@link #start} that is under way in another thread fail soon; does nothing to a part that runs. */
    void abandonStart() {
        if (health.state() != Health.State.STARTING) return;
        stopping.countDown();
        var child = process;
        if (child != null) child.kill();
    }

    @Override
    public void stop() {
        stopping.countDown();
        if (watch != null) watch.close();
        var child = process;
        if (child != null) child.stop(UNTIL_STOPPED);
        health = Health.of(Health.State.DOWN, "stopped");
    }
}
