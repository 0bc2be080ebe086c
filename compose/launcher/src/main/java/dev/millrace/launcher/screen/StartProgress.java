package dev.millrace.launcher.screen;

import dev.millrace.launcher.platform.Observer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One line for each part as it starts, is lost, or stops; a terminal also sees how long it has been waiting. Thread-safe. */
public final class StartProgress implements Observer, AutoCloseable {

    private final Screen screen;
    private final Runnable onFailed;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private volatile String waiting = "";
    private volatile long since;

    /** @param onFailed called when a part has met a bug */
    public StartProgress(Screen screen, Runnable onFailed) {
        this.screen = screen;
        this.onFailed = onFailed;
        if (screen.isTerminal()) ticker.scheduleAtFixedRate(this::tick, 100, 100, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        var doing = waiting;
        if (doing.isEmpty()) return;
        var seconds = Duration.ofNanos(System.nanoTime() - since);
        screen.redraw(List.of(screen.faint("… " + doing + "  " + text(seconds))));
    }

    @Override
    public void starting(String part) {
        since = System.nanoTime();
        waiting = part;
    }

    @Override
    public void ready(String part, String served, Duration took) {
        waiting = "";
        screen.print(screen.green("✓ ") + String.format("%-12s %-28s", part, served) + screen.faint(text(took)));
    }

    @Override
    public void lost(String part, String why) {
        screen.print(screen.red("✗ ") + String.format("%-12s %s", part, why));
    }

    @Override
    public void failed(String part, Throwable bug) {
        screen.print(screen.red("✗ ") + String.format("%-12s %s", part, "has a bug: " + bug));
        onFailed.run();
    }

    @Override
    public void stopping(String part) {
        since = System.nanoTime();
        waiting = "stopping " + part;
    }

    @Override
    public void stopped(String part, Duration took) {
        waiting = "";
        screen.print("■ " + String.format("%-12s %-28s", part, "stopped") + screen.faint(text(took)));
    }

    @Override
    public void note(String text) {
        screen.print(screen.yellow("! ") + text);
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }

    private static String text(Duration time) {
        return String.format(Locale.ROOT, "%5.1f s", time.toMillis() / 1000.0);
    }
}
