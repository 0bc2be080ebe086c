package dev.millrace.launcher.screen;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far one piece of work has come: a bar on a terminal, a line at its beginning elsewhere. For use by one thread. */
public final class WorkBar implements AutoCloseable {

    private final @Nullable ProgressBar bar;

    /** @param total -1 when nobody knows */
    public WorkBar(Screen screen, String name, long total) {
        bar = screen.isTerminal() ? build(screen, name, total) : null;
        if (bar == null) screen.print(name);
    }

    private static ProgressBar build(Screen screen, String name, long total) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(total)
                .setStyle(screen.isColoured() ? ProgressBarStyle.COLORFUL_UNICODE_BAR : ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(200)
                .build();
    }

    public void at(long done, String remark) {
        if (bar == null) return;
        bar.stepTo(done);
        bar.setExtraMessage(remark);
    }

    @Override
    public void close() {
        if (bar != null) bar.close();
    }
}
