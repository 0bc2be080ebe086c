package dev.millrace.launcher;

import dev.millrace.launcher.play.DemoCast;
import dev.millrace.launcher.play.Doors;
import dev.millrace.launcher.play.StatusTable;
import dev.millrace.launcher.screen.Screen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the platform with recordings playing into it, and shows what is going on. */
@Command(
        name = "demo",
        description = "Starts the whole platform, plays recordings into it as devices would, and shows where to look."
                + " Needs nothing but this machine, and leaves nothing behind unless --data is given.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {

    private static final Duration LIVE = Duration.ofSeconds(1);
    private static final Duration HEADLESS = Duration.ofSeconds(5);

    @Mixin
    private PlatformOptions options = new PlatformOptions();

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = TimeText.class,
            description = "End after playing for this time, as 60s or 5m; Ctrl-C ends it otherwise.")
    private Duration duration = Duration.ofDays(36_500);

    @Option(names = "--headless", description = "Plain lines in place of a table that is drawn again and again.")
    private boolean isHeadless;

    @Override
    public Integer call() throws IOException {
        @Nullable Path scratch = options.isDataGiven() ? null : Files.createTempDirectory("millrace-demo-");
        try {
            var screen = isHeadless ? Screen.plain() : Screen.standard();
            return PlatformRun.run(options.read(scratch), true, screen, this::play);
        } finally {
            if (scratch != null) remove(scratch);
        }
    }

    private void play(PlatformRun run) {
        var endpoints = run.platform().endpoints();
        var screen = run.screen();
        screen.print("");
        screen.print(endpoints.describe());
        screen.print("");
        try (var cast = DemoCast.start(Doors.of(endpoints), options.only(), screen);
                var table = new StatusTable(screen, run.platform(), cast.playing())) {
            screen.print("Open " + screen.bold(endpoints.address("console").orElse("")) + "; Ctrl-C ends the demo.");
            screen.print("");
            var end = System.nanoTime() + duration.toNanos();
            var pause = screen.isTerminal() ? LIVE : HEADLESS;
            while (true) {
                var left = Duration.ofNanos(end - System.nanoTime());
                if (left.isNegative() || run.interruption().await(left.compareTo(pause) < 0 ? left : pause)) return;
                table.show();
            }
        }
    }

    private static void remove(Path scratch) throws IOException {
        try (var files = Files.walk(scratch)) {
            files.sorted(Comparator.reverseOrder()).forEach(DemoCommand::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
