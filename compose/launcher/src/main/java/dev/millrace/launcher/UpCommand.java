package dev.millrace.launcher;

import dev.millrace.launcher.screen.Screen;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the platform until told to stop. */
@Command(
        name = "up",
        description = "Runs the platform on this machine until Ctrl-C, keeping everything in a data directory.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class UpCommand implements Callable<Integer> {

    private static final Duration FOREVER = Duration.ofDays(36_500);

    @Mixin
    private PlatformOptions options = new PlatformOptions();

    @Override
    public Integer call() {
        return PlatformRun.run(options.read(null), false, Screen.standard(), UpCommand::show);
    }

    private static void show(PlatformRun run) {
        var screen = run.screen();
        screen.print("");
        screen.print(run.platform().endpoints().describe());
        screen.print(screen.faint("  kept in " + run.platform().directory() + "; Ctrl-C stops"));
        run.interruption().await(FOREVER);
    }
}
