package dev.millrace.launcher.play;

import dev.millrace.launcher.screen.Screen;
import dev.millrace.launcher.screen.WorkBar;
import dev.millrace.recording.play.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A bar for each recording on a terminal, a line for each every few seconds elsewhere. For use by one thread. */
public final class PlayProgress implements AutoCloseable {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final Screen screen;
    private final List<Playback> playing;
    private final List<WorkBar> bars = new ArrayList<>();
    private long lineDue = System.nanoTime();

    public PlayProgress(Screen screen, List<Playback> playing) {
        this.screen = screen;
        this.playing = playing;
        if (!screen.isTerminal()) return;
        for (var each : playing) {
            bars.add(new WorkBar(screen, each.name(), each.progress().total().orElse(-1)));
        }
    }

    /** Shows how far everything has come. */
    public void show() {
        for (var i = 0; i < bars.size(); i++) {
            var progress = playing.get(i).progress();
            bars.get(i).at(progress.acknowledged() + progress.skipped(), remark(progress));
        }
        if (bars.isEmpty() && System.nanoTime() >= lineDue) lines();
    }

    /** Shows it a last time. */
    public void finish() {
        show();
        bars.forEach(WorkBar::close);
        bars.clear();
        lines();
    }

    private void lines() {
        lineDue = System.nanoTime() + BETWEEN_LINES.toNanos();
        for (var each : playing) screen.print(line(each));
    }

    private static String line(Playback playback) {
        var progress = playback.progress();
        var of = progress.total().isPresent() ? " of " + progress.total().getAsLong() : "";
        return String.format(
                Locale.ROOT,
                "%-24s %8d%s  %7.1f MB  %s",
                playback.name(),
                progress.acknowledged(),
                of,
                progress.bytes() / 1e6,
                remark(progress));
    }

    private static String remark(Progress progress) {
        var remark = new StringBuilder();
        if (progress.refused() > 0) remark.append(progress.refused()).append(" refused ");
        if (progress.skipped() > 0) remark.append(progress.skipped()).append(" skipped ");
        if (!progress.isConnected() && !progress.isDone()) remark.append("not connected ");
        return remark.append(progress.trouble()).toString().strip();
    }

    @Override
    public void close() {
        bars.forEach(WorkBar::close);
    }
}
