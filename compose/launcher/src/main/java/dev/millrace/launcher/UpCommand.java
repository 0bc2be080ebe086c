package dev.millrace.launcher;

import dev.millrace.launcher.platform.EmbeddedPlatform;
import dev.millrace.launcher.screen.Screen;
import dev.millrace.launcher.screen.StartProgress;
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
        var settings = options.read(null);
        var interruption = Interruption.watch();
        var screen = Screen.standard();
        Logging.to(settings.settings().directory().resolve("logs").resolve("launcher.log"));
        try (var progress = new StartProgress(screen);
                var platform = EmbeddedPlatform.claim(settings, false, progress)) {
            interruption.then(platform::close);
            if (platform.start()) {
                screen.print("");
                screen.print(platform.endpoints().describe());
                screen.print(screen.faint("  kept in " + platform.directory() + "; Ctrl-C stops"));
                interruption.await(FOREVER);
            }
        }
        return 0;
    }
}
